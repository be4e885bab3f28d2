"""Above all apps: what composes them, for whoever looks."""

# Bottom first: a noun knows those that stand before it.
NOUNS = (
    "reminders",
    "feeds",
    "second_step",
    "year_rollover",
    "ledger",
    "action_items",
    "closed_loop",
    "coverage",
    "records_packet",
    "responder",
    "official",
    "community",
    "agenda",
    "search",
    "coalition_export",
    "escalation",
    "home",
    "old_addresses",
)
