"""The page of a coalition for everybody: put together, previewed, kept, and its feeds.

Parts (parts/) each bring what is public of a noun, and what is left out and why. A page is kept in
the cache with the end of the audit chains that it was made from, so any change makes it anew.
"""
