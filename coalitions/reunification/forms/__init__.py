"""Forms of sites, roles, rehearsals and kits."""
