"""Fields that forms of plans share."""
