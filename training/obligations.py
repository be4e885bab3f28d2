"""What PRACTICE offers of what is owed: each noun says its own, the portal composes them."""

from training.records.obligations import KINDS

__all__ = ["KINDS"]
