"""Comments are made, answered, resolved.

Suggestions made, taken into the text, declined, withdrawn.
"""
