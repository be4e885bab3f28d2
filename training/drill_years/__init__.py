"""The drills of a school's year, proposed from the rules that ask for them and its calendar.

Pure, as the engine is: rules, facts and days in, a proposal out. `demands` says what is open,
`drafts` what one drill can be so that it serves much of it, `placing` on which day and at what
hour, `proposing` puts them together. Nothing is stored, nothing is sent.
"""
