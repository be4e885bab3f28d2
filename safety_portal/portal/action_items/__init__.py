"""The page of one action item: what coalitions know of it, and what the plans tie to it."""
