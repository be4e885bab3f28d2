"""An outside partner of a district: police, fire, medical, mental health, emergency management."""
