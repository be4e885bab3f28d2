"""Search over everything its reader may read: the apps offer their rows, the portal composes."""
