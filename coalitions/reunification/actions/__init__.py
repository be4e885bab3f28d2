"""Sites are named and walked, roles filled, rehearsals planned and written down, kits checked."""
