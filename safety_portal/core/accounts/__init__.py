"""Accounts: who signs in. A person (coalitions) is not an account; an accepted invitation joins the two."""
