"""What somebody promised to mend, and what became of it.

An item says what, why, who owns it, by when and how it will be checked. Its owner shows evidence
and says it is done; a second person verifies it, or sends it back. Otherwise it ends only in a risk
that a named person accepts until a day, on which it comes back. Where it came from it keeps as
words, an address and a key: what it is tied to lies in the apps above (plans/required_changes).
"""
