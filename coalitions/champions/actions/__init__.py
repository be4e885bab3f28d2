"""What is done to requests to join, to their rules, and to what champions say they did."""
