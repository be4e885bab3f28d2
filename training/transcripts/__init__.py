"""Training from a file: read, compared with what is logged, looked at, imported.

A long one by a worker.
"""
