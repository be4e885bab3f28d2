"""Training imported from a file: read, compared with what is logged, looked at, written.

A long one by a worker.
"""
