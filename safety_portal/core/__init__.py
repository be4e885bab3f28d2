"""Below everything: what any portal needs, and knows no school."""

# Bottom first: a noun knows those that stand before it.
NOUNS = (
    "accents",
    "authority",
    "broker",
    "constraints",
    "database",
    "limits",
    "markup",
    "refusals",
    "states",
    "exports",
    "names",
    "paging",
    "values",
    "web",
    "files",
    "look",
    "calendar",
    "audit",
    "commands",
    "imports",
    "notices",
    "accounts",
    "search",
    "operation",
)
