"""A membership that is offered by mail and not yet accepted; it expires.

One, many from a pasted list, everybody a roster brought; and the first of a new coalition, which
forms it. The link of the mail is a token, kept as its hash (tokens.py).
"""
