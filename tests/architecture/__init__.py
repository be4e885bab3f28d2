"""The guard of the house.

The code read as data, the rules it keeps, and the list of what breaks them still.

house.py is the code, places.py where a module lies (app, noun, room), rules/ what must hold,
legacy.py and legacy.toml what breaks a rule from before it was one. `python -m tests.architecture`
writes the list again; it only gets shorter.
"""
