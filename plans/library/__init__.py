"""The federal structure of a plan as data.

Its parts, what each is for, and starter text that a coalition adapts.
"""
