"""manage.py bench: what pages and jobs cost, beside what cannot be done without."""

import logging
import os
import platform
import tempfile
from pathlib import Path

import django
from django.core.management.base import CommandError
from django.test.utils import override_settings

from safety_portal.bench import jobs, pages
from safety_portal.bench.database import of_its_own
from safety_portal.bench.rows import SCALES, counts, make_ground
from safety_portal.commands import PlainCommand

SCHOOL_ROWS = 10_000


class Command(PlainCommand):
    """In a database of its own, which it drops; never the demo's."""

    help = "Measure pages and imports in a database of its own; print CPU per request beside a bare Django page."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--scale", choices=SCALES, default="small", help="how many rows (small is about the demo)")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--word", metavar="FILE", help="the Word file to import; made by the bench if not given")
        parser.add_argument("--rounds", type=int, default=7, help="rounds of which the median counts")
        parser.add_argument("--school-rows", type=int, default=SCHOOL_ROWS, help="rows of the file of schools")

    def handle(self, *, scale, word, rounds, school_rows, **options):
        if word and not Path(word).is_file():
            raise CommandError(f"{word} is no file.", returncode=2)
        if rounds < 1 or school_rows < 1:
            raise CommandError("Rounds and rows are 1 or more.", returncode=2)
        logging.disable(logging.WARNING)
        with override_settings(SECOND_FACTOR_REQUIRED=False, ALLOWED_HOSTS=["localhost"], SECURE_SSL_REDIRECT=False):
            told = run(scale=scale, word=word, rounds=rounds, school_rows=school_rows)
        if options["json"]:
            self.print_json(told)
        else:
            self.stdout.write("\n".join(as_lines(told)))


def run(*, scale, word, rounds, school_rows):
    """Everything that is measured, as one dictionary. Times are of one process; the database's are not in CPU figures.

    Beyond the small scale each page also tells its `growth`: its time by the clock over that on the small scale, which is
    measured first, in the same run; each over its bare page, so that a machine that became slower in between is no growth.
    """
    small = None if scale == "small" else _pages_alone("small", rounds=rounds)
    with of_its_own(), tempfile.TemporaryDirectory() as folder:
        ground = make_ground(SCALES[scale])
        found = pages.measure(ground, rounds=rounds, times=min(rounds, 3))
        for kind in small or ():
            found[kind]["growth"] = round(_beyond_bare(found[kind]) / _beyond_bare(small[kind]), 2)
        return {
            "scale": scale,
            "machine": _machine(),
            "rows": counts(),
            "pages": found,
            "remind": jobs.sweep(),
            "import_schools": jobs.import_schools(Path(folder), rows=school_rows),
            "import_plan": jobs.import_plan(Path(folder), word=word),
        }


def _beyond_bare(page):
    return page["ms"] / page["bare_clock_ms"]


def _pages_alone(scale, *, rounds):
    with of_its_own():
        return pages.measure(make_ground(SCALES[scale]), rounds=rounds, times=min(rounds, 3))


def as_lines(told):
    """The figures for a person."""
    rows = ", ".join(f"{count:,} {name}" for name, count in told["rows"].items())
    yield f"Scale {told['scale']}: {rows}. Load {told['machine']['load']} on {told['machine']['cores']} cores."
    yield f"{'page':<18}{'CPU ms':>9}{'bare ms':>9}{'ratio':>7}{'queries':>9}{'KB':>8}{'ms':>9}{'growth':>8}"
    for kind, page in told["pages"].items():
        figures = f"{page['cpu_ms']:>9}{page['bare_ms']:>9}{page['ratio']:>7}{page['queries']:>9}{page['kilobytes']:>8}"
        figures += f"{page['ms']:>9}{page.get('growth', ''):>8}"
        yield f"{kind:<18}{figures}"
    schools, plan, swept = told["import_schools"], told["import_plan"], told["remind"]
    yield f"import_schools: {schools['rows']:,} rows in {schools['seconds']} s ({schools['cpu_seconds']} s CPU)."
    yield (
        f"import_plan: {plan['words']:,} words in {plan['sections']} sections, {plan['cpu_seconds']} s CPU; "
        f"mammoth alone {plan['mammoth_cpu_seconds']} s; ratio {plan['ratio']}."
    )
    yield f"remind: {swept['digests']:,} digests in {swept['seconds']} s; again, nothing to tell, {swept['again_seconds']} s."


def _machine():
    load = round(os.getloadavg()[0], 1)
    return {"cores": os.cpu_count(), "load": load, "python": platform.python_version(), "django": django.get_version()}
