"""What there is to carry: points that come with the portal, public briefs, letters, a code."""
