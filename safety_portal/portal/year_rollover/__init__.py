"""The rollover of the school year.

Who leaves, whose term goes on, which plans get their next edition.
"""
