"""Read a Word file (.docx) into a neutral tree with nothing lost, or refuse it in one sentence.

    reading    read(path): the way in; starts a child process under limits
    child      what runs there: python -m plans.word_in.readers.word.child
    document   what comes back: WordDocument
    archive    the zip archive: package (what is refused, its parts, their relations), shown (a part as its reader
               sees it), styles, chunks (files inserted whole; inserted: what they are), names of XML
    numbers    numbering (which paragraphs have a number), labels (what it says), lists
    story      paragraphs, tables and boxes of one part; inline: the runs of one paragraph; pictures: drawn again
    headings   lines (which short paragraphs look like headings), guessing (the tree they propose)
    typed      files that are text under any name; markdown: how markdown-it's tree of it is read
    comments   what somebody wrote in the margin
    printed    what the portal put into a file that it wrote: left out, it prints that anew
    counting   the words of the file, counted from its XML without any of the above: the balance of an import

Nothing here needs Django, so that the child starts fast and knows no secret.
"""
