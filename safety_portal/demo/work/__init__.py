"""The coalition at work between two editions: what it agrees, meets about, walks and mends."""
