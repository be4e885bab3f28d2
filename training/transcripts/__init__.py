"""Training from a file: read, compared with what is logged, looked at, brought in.

A long one by a worker.
"""
