"""What could answer a public records request today: facts of every app, as the state's list has
them, and the papers that stay in.

A fact of a part that is not built has no function here, and so is left out, never zero.
"""
