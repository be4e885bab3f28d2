"""Which brief stands on which day: what there is to choose from, and on which days it changes."""
