"""A whole coalition as one zip archive that its operator may take away.

The apps offer rows and papers (`exporting.py` of each), this writes them: JSON of every noun, CSV
of lists, the plans in force as Word and PDF, meetings as iCalendar, uploads, and a manifest with
the SHA-256 of each. No secret is in it, and nothing of another coalition. What each object holds
stands in docs/coalition-export.md.
"""
