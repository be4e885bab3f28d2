"""Files in: each module reads one kind of file into what an action takes, and writes nothing."""
