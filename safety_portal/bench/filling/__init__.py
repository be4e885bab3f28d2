"""The rows that the bench measures pages and jobs on."""
