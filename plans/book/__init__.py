"""One edition as a book for one reader: PDF, Word, HTML, JSON, or printed by a worker."""
