"""How much the portal costs, beside what cannot be done without.

Figures as ratios, made in one run on one machine.

scale       how many schools, people and records
page kind   a page of the portal, as one role, beside a bare page of the same rows and beside the
floor page bare page   session, account, the same rows, one plain template; Django's own middleware
floor page  a plain Django list of 25 rows, the same for all: what goals are set on (floor.py,
goals.py)
CPU         of this process and of the PostgreSQL process that answers it
ratio       CPU of ours over that of the other, the median of several rounds that measured both
growth      the same page over the floor page, with many schools or members over with few
"""

import sys
from importlib.util import find_spec

# Before anything of it is imported: a server has none of what only measuring and tests need.
if not all(map(find_spec, ("docx", "mammoth"))):
    sys.stderr.write(
        "bench needs the packages of requirements-dev.lock: ./run manage bench installs them, a server does not.\n"
    )
    raise SystemExit(2)
