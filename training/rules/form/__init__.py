"""The form of files of rules, read strictly: what does not fit is refused with its line."""
