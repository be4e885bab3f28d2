"""Forms of WHAT, by what their writer is doing. They check and hand cleaned data to an action; they never save."""
