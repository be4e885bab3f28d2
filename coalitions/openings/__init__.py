"""Who opened the pages of a school that officers and responders have at hand, with or without signal.

A phone keeps these pages. What is opened of them without a signal is told when it is back: the log
says when it was opened, and when the portal heard of it.
"""
