"""Drills, exercises and real alarms of a school: planned, moved, canceled, held, measured, mended.

A drill is of one school and of one kind or several. What a rule forbids is refused with its
citation. Who runs an unannounced one sees it, nobody else does before it was held. What was held is
evidence: `evidence.py` tells it to the engine of rules. A finding leads to an action item.
"""
