"""The report of a walk as PDF for one reader: asked for, made by a worker, kept for two days."""
