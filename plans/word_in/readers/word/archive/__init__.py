"""The zip archive that a Word file is: what is refused of it, its parts, and each as its reader sees it."""
