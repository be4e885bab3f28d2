"""Assessments are planned, walked, finished, called off; answers and photos are received."""
