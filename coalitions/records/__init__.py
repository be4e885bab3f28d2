"""The record of a person kept right: how they are reached, two merged into one, forgotten in time.

What belongs to a person says itself how it follows when two records become one (merge_rules.py).
"""
