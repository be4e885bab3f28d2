"""The facts of a school, with the duties that hang on them."""
