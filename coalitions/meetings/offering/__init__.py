"""What meetings offer others: lines to an agenda, the next meeting to home pages."""
