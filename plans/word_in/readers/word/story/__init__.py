"""The text of one part: paragraphs, tables and boxes, and what stands inside them."""
