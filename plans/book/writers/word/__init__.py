"""The book as a Word file (.docx, WordprocessingML), written part by part as XML.

document   as_docx(book): the way out
front      cover, contents, signatures, records: in content controls with our tag, so that they can
be told from the plan
writer     blocks of section HTML as paragraphs, lists and tables; runs: the words of one paragraph
grid       where the cells of a table stand, and how wide; tables: that as XML
numbering  lists: each numbered list counts by itself; notes: footnotes at the foot of the page
media      pictures, each stored once
pages      size of the page, running heads and feet
settings.xml what Word does with a plan when it opens one

Archive, styles, markup and relations are the core's (safety_portal/core/exports/word).
"""
