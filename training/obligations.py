"""What PRACTICE offers of what is owed: each noun says its own, the portal composes them."""

from training.drills import obligations as drills
from training.records import obligations as records

KINDS = (*records.KINDS, *drills.KINDS)
