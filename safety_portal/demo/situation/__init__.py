"""What the schools of the demo know of their situation: the threats and hazards they weighed."""
