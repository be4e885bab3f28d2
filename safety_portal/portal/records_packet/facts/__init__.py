"""One function a fact: what it says of a place in a period, or what is missing. No name of a
person, no word that members wrote for members, nothing of a day to come.
"""
