"""How things are worded and drawn, wherever they appear: dates, counts, status words, icons, tags.

wording      counts, dates and deadlines in plain American English
vocabulary   the status words: one word, one shape and one color for each stored code
icons        inline SVG: the status shapes, and the icons of static/vendor/icons

Knows nothing of schools. Templates reach it through {% load look %}.
"""
