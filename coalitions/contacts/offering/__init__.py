"""What contacts offer others: to the home page of a responder, whom to call at each school."""
