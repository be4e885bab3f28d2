"""Files in: Word, Markdown and text; and what their headings may stand for in the federal structure."""
