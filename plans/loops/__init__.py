"""Where the loop of a finding stands, and which of its steps somebody called not needed.

loop         of a finding: found, action item, evidence, verified by a second person, section of
             the plan changed, signed again, read again by those it concerns
not needed   a step, and those behind it, that an administrator left out for a reason; undone with
             a reason, too

Each step is computed from what happened; nothing but "not needed" is written down.
"""
