"""Training in: transcripts and lists of any make (``transcripts``), by their columns (``columns``) and cells (``cells``)."""
