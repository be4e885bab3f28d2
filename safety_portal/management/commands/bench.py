"""manage.py bench: what pages and jobs cost, beside what cannot be done without."""

import gc
import logging
import os
import platform
import tempfile
from pathlib import Path

import django
from django.core.management.base import CommandError
from django.test.utils import override_settings

from safety_portal.bench import goals, jobs, judging, pages
from safety_portal.bench.database import of_its_own
from safety_portal.bench.filling.rows import OF_DISTRICT, SCALES, counts, crowd, make_ground
from safety_portal.bench.report import as_lines
from safety_portal.bench.timing import database_seconds
from safety_portal.core.commands import PlainCommand
from safety_portal.core.database import roles
from safety_portal.core.look.wording import counted

SCHOOL_ROWS = 10_000
MEMBERS = 10_000


class Command(PlainCommand):
    """In a database of its own, which it drops; never the demo's."""

    help = "Measure pages and jobs in a database of its own: CPU per request, the database's too, beside plain Django pages."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--scale",
            choices=SCALES,
            default="small",
            help="how many rows (small is about the demo)",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument(
            "--word", metavar="FILE", help="the Word file to import; made by the bench if not given"
        )
        parser.add_argument(
            "--rounds", type=int, default=7, help="rounds of which the median counts"
        )
        parser.add_argument(
            "--school-rows", type=int, default=SCHOOL_ROWS, help="rows of the file of schools"
        )
        parser.add_argument(
            "--members",
            type=int,
            default=MEMBERS,
            help="members that the district's coalition grows to",
        )
        parser.add_argument(
            "--owed",
            type=int,
            default=0,
            help="so many more things owed, for a second sweep of reminders",
        )
        parser.add_argument("--strict", action="store_true", help="exit 1 if a page misses a goal")

    def handle(self, *, scale, word, rounds, school_rows, members, owed, **options):
        if word and not Path(word).is_file():
            raise CommandError(f"{word} is no file.", returncode=2)
        if rounds < 1 or school_rows < 1 or owed < 0:
            raise CommandError(
                "Rounds and rows are 1 or more, and nobody owes less than nothing.", returncode=2
            )
        if members <= OF_DISTRICT:
            raise CommandError(
                f"The coalition grows from {OF_DISTRICT} members; name more.", returncode=2
            )
        logging.disable(logging.WARNING)
        plain = override_settings(
            SECOND_FACTOR_REQUIRED=False, ALLOWED_HOSTS=["localhost"], SECURE_SSL_REDIRECT=False
        )
        # A database of its own is made by who may make one, and its statistics by who owns it.
        with plain, roles.as_owner():
            report = run(
                scale=scale,
                word=word,
                rounds=rounds,
                school_rows=school_rows,
                members=members,
                owed=owed,
            )
        if options["json"]:
            self.print_json(report)
        else:
            self.stdout.write("\n".join(as_lines(report)))
        if options["strict"] and report["missed"]:
            raise CommandError(f"{counted(len(report['missed']), 'goal')} missed.", returncode=1)


def run(*, scale, word, rounds, school_rows, members, owed):
    """Everything that is measured, as one dictionary.

    What a page costs is CPU of one process and of the database's.

    Growth is what a page costs in floor pages at its cheapest, over what it did: with the rows of
    this scale over the small one's, measured first, and in a coalition of so many `members` over
    that of few; so a machine that became slower is no growth.
    """
    small = None if scale == "small" else _pages_alone("small", rounds=rounds)
    with of_its_own(), tempfile.TemporaryDirectory() as folder:
        _see_database()
        ground = make_ground(SCALES[scale])
        # Before the pages, on which it leaves what it told: else they would show that only in the
        # crowded coalition.
        made, swept = counts(), jobs.sweep()
        pages = _measured(ground, rounds)
        for kind in small or ():
            pages[kind]["growth"] = _growth(pages[kind], small[kind])
        # The jobs before the crowd: their figures are those of the scale.
        report = {
            "scale": scale,
            "machine": _machine(),
            "rows": made,
            "remind": swept,
            "import_schools": jobs.import_schools(Path(folder), rows=school_rows),
            "import_plan": jobs.import_plan(Path(folder), word=word),
            "rules": judging.judge(),
        }
        crowd(ground, members)
        for kind, crowded in _measured(ground, rounds).items():
            pages[kind] |= _in_a_crowd(crowded, pages[kind])
        # Last of all, because what is owed then is of no scale.
        if owed:
            report["remind_many"] = jobs.sweep_of_many(ground, owed=owed)
        return report | {
            "pages": pages,
            "missed": list(goals.missed(pages, few=OF_DISTRICT, many=members)),
        }


def _in_a_crowd(crowded, page):
    """What is said of a page beside its own figures, once it was measured in a crowd."""
    return {
        "growth_members": _growth(crowded, page),
        "queries_members": crowded["queries"],
        "over_floor": max(page["over_floor"], crowded["over_floor"]),
    }


def _growth(more, less):
    return round(more["least_over_floor"] / less["least_over_floor"], 2)


def _measured(ground, rounds):
    # As wsgi.py does it before it serves: what making the rows left is not looked through again.
    gc.collect()
    gc.freeze()
    return pages.measure(ground, rounds=rounds, times=min(rounds, 3))


def _pages_alone(scale, *, rounds):
    with of_its_own():
        _see_database()
        ground = make_ground(SCALES[scale])
        jobs.sweep()
        return _measured(ground, rounds)


def _see_database():
    try:
        database_seconds()
    except RuntimeError as error:
        raise CommandError(str(error), returncode=2) from error


def _machine():
    load = round(os.getloadavg()[0], 1)
    return {
        "cores": os.cpu_count(),
        "load": load,
        "python": platform.python_version(),
        "django": django.get_version(),
    }
