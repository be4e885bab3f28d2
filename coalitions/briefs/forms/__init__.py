"""Forms of briefs: what one says, who publishes it when, answers, a role, a file."""
