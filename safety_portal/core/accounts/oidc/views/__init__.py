"""The pages of signing in with an issuer, and what its way back leads to."""
