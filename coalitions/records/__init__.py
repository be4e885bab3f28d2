"""One person's record.

How they are reached, two records made one, and forgotten when nobody needs them.

What belongs to a person says itself how it follows when two records become one (merge_rules.py).
"""
