"""Pages for everybody, and what their administrators see of them."""
