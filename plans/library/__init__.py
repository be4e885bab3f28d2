"""The federal structure of a plan as data: its parts, what each is for, text to start from."""
