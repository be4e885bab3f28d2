"""The verbs of WHAT: keyword-only, with by=, one atomic block each. The only place that writes plans."""
