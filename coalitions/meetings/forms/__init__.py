"""Forms of meetings. They check, and hand what was typed to an action."""
