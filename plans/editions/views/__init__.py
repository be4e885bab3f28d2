"""Pages of starting a plan, and what pages of editions share."""
