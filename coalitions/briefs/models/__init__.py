"""A brief with its versions, what people answered, who read it, and which stood on which day."""
