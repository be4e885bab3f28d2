"""The frame: settings, addresses, background work, audit, notices, home pages.

No safety noun is defined here.
"""
