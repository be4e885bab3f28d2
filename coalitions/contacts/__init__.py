"""Who answers for a school by telephone: by role, with two backups, confirmed once a semester.

A contact is a person of the district or a name with numbers, such as a desk, and is kept by one
coalition. Places put contacts onto the sheets of schools: first, backup 1, backup 2 of a role. What
changes keeps its history, and a printed sheet is kept as it was printed.
"""
