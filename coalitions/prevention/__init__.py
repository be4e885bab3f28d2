"""What prevention is counted on: a matrix of goals by functions, and what covers its places.

Briefs, programs and courses stand on it; each offers what covers a place (coverage.py), and the
portal puts the map together.
"""
