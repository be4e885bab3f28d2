"""Sections being written: the editor, drafts, merging, arranging, and who has one open now."""
