"""What Word counts: which paragraphs have a number, what it says, and the lists that items make."""
