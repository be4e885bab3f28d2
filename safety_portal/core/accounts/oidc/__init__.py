"""Signing in with Google, Microsoft, Clever or another OpenID Connect issuer: who they are, what they say, whom that is here."""
