"""The calendar of a person: what they owe and where they are invited, at a secret address."""
