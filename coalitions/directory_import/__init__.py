"""Districts and schools from a directory.

Read, compared with those there are, looked at, imported.

An identifier decides which place a row means, never a name (identities.py).
"""
