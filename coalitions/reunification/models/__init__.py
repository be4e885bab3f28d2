"""Sites and the walks of them, who fills which role, rehearsals, kits and their checks."""
