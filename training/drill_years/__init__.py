"""The drills of a school's year, proposed from the rules that ask for them and its calendar.

`demands` says what is open, `drafts` what one drill can be so that it serves much of it, `placing`
on which day and at what hour, `proposing` puts them together: pure, as the engine is. Whoever plans
drills takes the proposal over, whole or in part, with other days where they like: then, and not
before, it is planned.
"""
