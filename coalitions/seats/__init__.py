"""A place that law or good practice asks a coalition to fill; a signing seat signs the plan.

Each says why it is asked for and by whom. The starter seats lie in data/seats.yaml.
"""
