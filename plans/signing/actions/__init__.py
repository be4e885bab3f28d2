"""Freeze, ask, sign alone or several at once, decline, waive, put in force, retire."""
