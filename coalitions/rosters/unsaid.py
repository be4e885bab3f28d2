"""What a roster leaves open, in sentences that say where to answer it."""

NO_ROLE = "The file does not say what this person is; say it with --role, or choose it on the page."


UNKNOWN_ROLE = "“{}” is no role known here; say what it means with --role “{}=staff”, or choose it on the page."


UNKNOWN_ORG = "“{}” is no school known here; say which it is with --org, or choose it on the page."
