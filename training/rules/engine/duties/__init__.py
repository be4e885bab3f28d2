"""How a duty stands: counted, judged, substituted; per event, from the last time, or planned."""
