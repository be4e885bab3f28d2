"""The pages that show a plan whole.

Its list, its tree, a section, and what its reader has to do.
"""
