"""Who opened the pages of a school that responders have at hand, with or without a signal.

A phone keeps these pages. What is opened of them without a signal is told when it is back: the log
says when it was opened, and when the portal heard of it.
"""
