"""Sections are edited, arranged, declared not needed; drafts and presence come and go."""
