"""The jobs that are measured.

Schools from a file, a plan from Word beside mammoth alone, one sweep of reminders.
"""

import csv
import io
from datetime import timedelta

import docx
import mammoth
from django.core.management import call_command
from django.utils import timezone

from plans.word_in.readers.plan_file import read_plan_file
from safety_portal.bench.filling.owing import much_owed
from safety_portal.bench.timing import cpu_seconds, database_seconds
from safety_portal.portal.reminders.reminding import numbers, remind

HEADINGS, PARAGRAPHS = 80, 6
SENTENCE = "The incident commander says over the radio which doors stay shut, and who meets the engine at the north gate. "


SCHOOL_COLUMNS = [
    "State",
    "District Name",
    "District ID",
    "School Name",
    "School ID",
    "City",
    "Students",
]


def import_schools(folder, *, rows):
    """Import so many schools of a hundred districts, by the command that people use."""
    file = folder / "schools.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(SCHOOL_COLUMNS)
        for number in range(rows):
            d = number % 100
            district = (f"District {d}", f"W-{d}")
            writer.writerow(["WA", *district, f"School {number}", f"{number}", "Elm", 400])
    mapping = [
        "state=State",
        "district_name=District Name",
        "district_state_id=District ID",
        "name=School Name",
    ]
    mapping += ["state_id=School ID", "city=City", "students=Students"]
    output = io.StringIO()
    _, cpu, seconds = cpu_seconds(
        lambda: call_command("import_schools", str(file), map=mapping, apply=True, stdout=output)
    )
    return {"rows": rows, "seconds": round(seconds, 2), "cpu_seconds": round(cpu, 2)}


def import_plan(folder, *, word=None):
    """Read a Word file as import_plan does, child process and all, beside mammoth's conversion of
    it alone.
    """
    file = word or _word_file(folder / "plan.docx")
    plan, parsed, seconds = cpu_seconds(lambda: read_plan_file(file, scope="school"))
    _, alone, alone_seconds = cpu_seconds(lambda: _mammoth(file))
    return {
        "sections": len(plan.sections),
        "words": plan.words,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(parsed, 2),
        "mammoth_seconds": round(alone_seconds, 2),
        "mammoth_cpu_seconds": round(alone, 2),
        "ratio": round(parsed / alone, 2),
    }


def sweep(*, on=None):
    """One sweep for the day, today if none is given: who is told, and what it takes.

    Then a second one, which finds nobody left.
    """
    on = on or timezone.localdate()
    first, spent = _swept(on)
    _, again = _swept(on)
    return {
        "told": first.told,
        "digests": first.digests,
        **spent,
        **{f"again_{name}": figure for name, figure in again.items()},
    }


def sweep_of_many(ground, *, owed):
    """The same where `owed` more things are owed, of which every hundredth has reached a step of
    the ladder.

    Tomorrow's sweep, behind one for today that told all there was: what was told yesterday is
    looked up, as on every day.
    """
    remind(on=timezone.localdate())
    tomorrow = timezone.localdate() + timedelta(days=1)
    much_owed(
        ground, owed, due_on=tomorrow + timedelta(days=7), later_on=tomorrow + timedelta(days=60)
    )
    return numbers(on=tomorrow) | sweep(on=tomorrow)


def _swept(on):
    """(what a sweep for the day did, its figures.

    Seconds by the clock, of CPU, and of PostgreSQL's).
    """
    before = database_seconds()
    swept, cpu, seconds = cpu_seconds(lambda: remind(on=on))
    spent = {
        "seconds": seconds,
        "cpu_seconds": cpu,
        "database_seconds": database_seconds() - before,
    }
    return swept, {name: round(figure, 2) for name, figure in spent.items()}


def _mammoth(file):
    with open(file, "rb") as opened:
        return mammoth.convert_to_html(opened).value


def _word_file(path):
    """A plan of 80 headings, with text, lists and a table under each fourth, as Word writes it."""
    document = docx.Document()
    for number in range(HEADINGS):
        document.add_heading(f"Part {number + 1}", level=1 + number % 3)
        for _ in range(PARAGRAPHS):
            document.add_paragraph(SENTENCE * 3)
        document.add_paragraph("Keys, radio, vest", style="List Bullet")
        if number % 4 == 0:
            table = document.add_table(rows=5, cols=3)
            for cell in (cell for row in table.rows for cell in row.cells):
                cell.text = "Who, what, when"
    document.save(path)
    return path
