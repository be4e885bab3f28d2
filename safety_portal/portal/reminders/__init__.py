"""Everything anybody owes, from all apps in one query, and the sweep that reminds of it.

What an app demands it says itself (its obligations.py). Here it is asked at once: for a home page,
for whoever chairs and is told of what stays undone, and for the digest of a day, which goes out as
mail of core/notices.
"""
