"""What can be learned: who provides it, how many hours it counts, how long it stays valid.

The starter catalogue lies in data/courses.yaml; a coalition adds its own.
"""
