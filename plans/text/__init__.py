"""The HTML of a section: what it may hold, parsed, made canonical, compared, merged, quoted.

Knows no model and no request. Section HTML goes through ``html.normalise`` once, on its way in;
everything else here reads that canonical form.

    allowed   what section HTML may hold, as data
    blocks    that HTML as a small tree of blocks and runs, and back
    html      normalise (in), for_reading (out)
    words     the words and the lines a person reads
    comparison  two texts: what changed (diff), and both made one (merge)
"""
