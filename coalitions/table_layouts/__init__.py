"""What the columns of a file of schools or people mean, and which kind of list it is.

The names that known systems give them are data (data/). Students are recognised here, so that
nothing of them is kept.
"""
