"""Time: lengths of it, school years, the frames of periods, windows in them, and the instances."""
