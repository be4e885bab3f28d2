"""Rules: what law asks for as dated, cited data, and the engine that says what is due and why.

data/         one file of YAML per jurisdiction, and the JSON schema of their form
engine/       pure: facts, calendars and records in, answers out; it knows no Django and no files
form/         the form of the files, read strictly
table_tests/  cases from citations, run against the engine
"""
