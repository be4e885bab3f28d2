"""The text of an edition being written: edited, drafted, merged, arranged; and who has a section open right now."""
