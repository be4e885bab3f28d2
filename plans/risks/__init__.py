"""Risks: which threats and hazards a place weighed, how it decided on each, and until when it lives
with one.

hazard       of the catalogue (data/), or one that a coalition added itself
risk         a hazard at a place: a school or district, or one of its buildings
weighing     four scores, the priority suggested by them, and what somebody proposed or an
             administrator decided, with the reason and how sure they are; never changed
acceptance   somebody lives with a risk as it was decided, until a day

The sum of the scores only suggests. Members read it; the detail of a weighing is restricted.
"""
