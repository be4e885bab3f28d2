"""Comments are made, answered, resolved.

Suggestions made, accepted into the text, declined, withdrawn.
"""
