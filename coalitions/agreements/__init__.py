"""What other agencies have promised in writing, and whether it still holds.

An agreement is a record of a paper: parties, schools, words, days, files. Whether it is in force is
never stored but told from its days (lifecycle.py, models/agreement.py). It is renewed by a new one
that names the old one; together they are a chain, the first of which every later one names. An
assignment puts an officer at a school and stands on a chain.
"""
