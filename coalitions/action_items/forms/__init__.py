"""Forms of action items. They check and hand cleaned data to an action; they never save."""
