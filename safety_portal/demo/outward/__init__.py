"""What the demo shows to those outside: the public page, champions, the records packet."""
