"""Plans, their editions and sections: the outline, facts filled in, what is signed, who read it.

A plan is a living thing of one coalition; an edition is one version of the whole of it, a section a
node of its tree.

An edition is drafted, reviewed, frozen for signatures, put in force, superseded, retired
(lifecycle.py). Its text is read with its facts filled in (placeholders.py, reader_text.py) and
signed as exact bytes (canonical.py, fingerprints.py). Who read what is restricted, and who got an
edition, is written down (actions/access_log.py).
"""
