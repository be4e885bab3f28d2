"""Pages of champions, of who asks to join, and of who answers them."""
