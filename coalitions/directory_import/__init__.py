"""Districts and schools imported from a directory file: read, compared, looked at, written.

An identifier decides which place a row means, never a name (identities.py).
"""
