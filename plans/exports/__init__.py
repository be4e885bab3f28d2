"""Plans out: PDF, HTML and JSON of one edition, from one assembled book."""
