"""PRACTICE: what people train, and the proof of it.

duty       a rule, and whether it asks something of a school: its answers decide
course     something that can be learned: provider, hours, how long it stays valid
record     one person's training on one day: hours, certificate, verified or returned; history kept
drill      practice of a whole school, an exercise, or a real alarm: planned, held, measured, mended
drill year the drills of a school's year, proposed from the rules that ask for them and its calendar
held on    the day it happened; never the day it was entered
"""

# Bottom first: a noun knows those that stand before it.
NOUNS = (
    "rules",
    "duties",
    "courses",
    "records",
    "transcripts",
    "drills",
    "drill_years",
)
