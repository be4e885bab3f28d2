"""The demo.

A fictional district with two years of history, made by code through the same actions people use.

Nothing here is real: no person, school, agency or telephone number (555-01xx numbers are kept for
fiction).
"""
