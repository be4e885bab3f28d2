"""Action items are opened, changed, shown to be done, verified, and their risks accepted."""
