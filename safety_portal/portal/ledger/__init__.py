"""The ledger of reminders: who was told what, why then, and what became of the mail."""
