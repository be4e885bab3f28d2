"""Signing in with Google, Microsoft, Clever or another OpenID Connect issuer.

Who they are, what they say, whom that is here.
"""
