"""Above all apps: what composes them, for whoever looks."""

# Bottom first: a noun knows those that stand before it.
NOUNS = (
    "obligations",
    "second_step",
    "year_rollover",
    "ledger",
    "action_items",
    "agenda",
    "escalation",
    "home",
    "reminders",
    "tasks",
    "old_addresses",
)
