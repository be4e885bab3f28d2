"""Files in: Word, Markdown and text.

And what their headings may stand for in the federal structure.
"""
