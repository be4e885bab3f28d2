"""The page of a coalition for everybody, who consented to be named on it, and translations."""
