"""One way to import any table file: choose it, name its columns, look at what changes, write it.

A noun that imports a table says which fields it has and how their cells are read, what a row would
change here, and how that is written. Choosing the file and its sheet, the columns, the digest of
what was looked at, the pages and the options of the command are here, once.
"""
