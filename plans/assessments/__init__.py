"""Site assessments: a building is walked by a checklist, and what is missing becomes a finding.

checklist     questions in six layers; versioned by district: a version never changes
assessment    one walk of one school or building, by its own version of a checklist
answer        what somebody saw of one item: never changed; the one seen last counts
photo         a picture of a fault, known by the SHA-256 of what the device sent

All of it is restricted: only administrators, officers and responders learn that it exists.
"""
