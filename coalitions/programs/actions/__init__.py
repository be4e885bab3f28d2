"""What is done with programs: recommended, decided, measured, reviewed; entries of catalogues."""
