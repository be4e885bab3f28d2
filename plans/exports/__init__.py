"""Plans out: PDF, Word, HTML and JSON of one edition, from one assembled book."""
