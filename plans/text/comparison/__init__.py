"""What two texts of a section have in common.

diff       what changed between two texts, readable
merge      a base and two texts made from it: what goes together, what clashes
aligning   which block became which; wording: the words of one paragraph
sequences  what is equal in both, as far as that comes soon
"""
