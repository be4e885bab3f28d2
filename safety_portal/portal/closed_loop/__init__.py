"""The loop of a finding, seven steps from found to read again: where it is, and what waits."""
