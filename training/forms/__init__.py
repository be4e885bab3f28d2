"""Forms of PRACTICE: of one record (``recording``), of a file of many (``importing``)."""
