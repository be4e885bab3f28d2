"""A bulletin: what officers tell named roles of named schools, restricted, for some weeks.

Sent to people, those who hold the roles that day and those who take them while it is in force; read
in the portal alone, each reading written down. Whom it is not for does not learn that there is one:
not from a list, a count, a record of changes, a reminder or mail.
"""
