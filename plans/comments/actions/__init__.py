"""Comments are made, answered, resolved; suggestions made, taken into the text, declined, withdrawn."""
