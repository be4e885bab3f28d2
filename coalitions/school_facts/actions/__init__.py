"""Questions about a school are answered, and the answers confirmed."""
