"""What administrators do with requests: write them down, make packets, close them."""
