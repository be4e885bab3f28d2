"""The calendar of a coalition's district: looked at, typed, imported."""
