"""Files in: Word documents (``word``), and what their headings may stand for in the federal structure (``mapping``)."""
