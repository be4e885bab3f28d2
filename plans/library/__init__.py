"""The federal structure of a plan as data: its parts, what each is for, and starter text that a coalition adapts."""
