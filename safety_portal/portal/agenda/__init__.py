"""The agenda of a meeting, made of what is open in all apps: they offer, the portal composes."""
