"""What is done with the page for everybody: set, published, taken back, translated; names shown."""
