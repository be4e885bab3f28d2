"""Pages of freezing, signing and putting in force."""
