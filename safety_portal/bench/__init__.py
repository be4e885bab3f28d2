"""How much the portal costs, beside what cannot be done without: figures as ratios, made in one run on one machine.

scale       how many schools, people and records
page kind   a page of the portal, as one role, beside a bare Django page of the same rows
bare page   session, account, the same rows, one plain template; Django's own middleware
ratio       app CPU of ours over that of the bare one, medians of several rounds
"""
