"""The engine of rules: pure functions of the standard library alone (a test guards it).

evaluate(rule, facts, on) -> Answer. A Rule says what is asked, Facts what is known of a school, a
person, calendars and records; the Answer says what is due by when, what counted and what did not.
"""
