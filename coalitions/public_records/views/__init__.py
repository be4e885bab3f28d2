"""Pages of requests and of packets that were made."""
