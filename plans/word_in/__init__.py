"""A plan from a file.

Read by a child process, its passages mapped to the federal structure by a person, then a plan.
"""
