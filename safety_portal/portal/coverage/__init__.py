"""The coverage map: places of the matrix that a coalition covers, and what would fill one.

Apps offer what covers a place (offers.py); it is asked in one query for places and school years.
"""
