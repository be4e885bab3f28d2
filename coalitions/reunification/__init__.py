"""Whether a school could give its students back to their families today, and what is missing.

Two sites, each standing on an agreement; fifteen roles with alternates; rehearsals; kits. What is
missing is never stored: it is told from them in one query (readiness.py). No student and no family
is named anywhere: forms are blank paper. All of it belongs to the coalition of one school; its
district's coalition sees its schools in one list.
"""
