"""Findings: what a walk or somebody's report found missing, until it is mended or accepted.

finding          one thing that is partly in place or missing: where, how bad, how sure
outside report   a report of somebody else, such as the fire marshal, attached as a file
decision         recorded, with a reason, not to act on a finding

A finding is mended by an action item (coalitions/action_items) or seen to be in place at a later
walk. Where it stands is computed from those, never written down. All of it is restricted.
"""
