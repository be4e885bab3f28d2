"""What PRACTICE offers of what is owed: each noun says its own, the portal composes them."""

from training.records.obligations import DEMANDS

__all__ = ["DEMANDS"]
