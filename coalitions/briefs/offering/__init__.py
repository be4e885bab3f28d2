"""What briefs offer to others: home pages, agendas, digests."""
