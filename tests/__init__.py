"""The tests of Safety Portal, by app and noun as the code.

tests/everywhere asks every address, tests/journeys a real browser.
"""
