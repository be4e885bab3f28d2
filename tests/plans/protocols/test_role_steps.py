"""What a protocol asks of one role.

The plan's own lines that name it, never a word of the portal's.
"""

import pytest

from plans.library.structure import targets_for
from plans.protocols.role_steps import Step, in_phases, steps_for
from plans.text.html import normalise


def table(*rows, head=("What", "Who", "When")):
    cells = [
        "".join(f"<{tag}>{cell}</{tag}>" for cell in row)
        for tag, row in [("th", head), *(("td", row) for row in rows)]
    ]
    return normalise("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")


def test_the_rows_that_name_the_role_those_of_the_emergency_first():
    html = (
        "<h3>Goal before</h3><h4>Objectives</h4><ol><li>Rooms lock.</li></ol>"
        + table(
            ("Show students where to sit.", "Teacher", "In August"),
            ("Test the locks.", "Facilities lead", "Monthly"),
        )
        + "<h3>Goal during</h3>"
        + table(
            ("Call 911.", "Office lead", "At once"),
            ("Clear the hall, lock, lights off.", "Teachers, aides", "At once"),
        )
    )
    assert in_phases(steps_for(normalise(html), {"teacher"})) == [
        ("during", [Step("Clear the hall, lock, lights off.", "At once", "during")]),
        ("before", [Step("Show students where to sit.", "In August", "before")]),
    ]
    assert steps_for(normalise(html), {"fire"}) == ()


@pytest.mark.parametrize(
    ("who", "roles"),
    [
        ("Teacher", {"teacher"}),
        (
            "All staff",
            {
                "administrator",
                "sro",
                "security_officer",
                "health",
                "mental_health",
                "teacher",
                "staff",
            },
        ),
        (
            "Everyone",
            {
                "administrator",
                "sro",
                "security_officer",
                "health",
                "mental_health",
                "teacher",
                "staff",
            },
        ),
        ("Principal or designee", {"administrator"}),
        ("School nurse", {"health"}),
        ("Mental health", {"mental_health"}),
        ("Counselors, social workers", {"mental_health"}),
        ("Health, Mental health", {"health", "mental_health"}),
        ("Teaching staff", {"teacher"}),
        ("Front office staff", {"staff"}),
        ("Security staff", {"security_officer"}),
        ("Police and fire department", {"law_enforcement", "fire"}),
        ("Incident commander", set()),
        ("Healthy adults", set()),
    ],
)
def test_whom_a_row_names(who, roles):
    every = ["administrator", "sro", "security_officer", "law_enforcement", "fire", "ems", "emergency_manager", "health",
             "mental_health", "teacher", "staff", "official", "parent", "student"]  # fmt: skip
    html = table(("Do it.", who, ""))
    named = {role for role in every if steps_for(html, {role})}
    # A plan's "all staff" is staff of the school, and so names the role of that name as well.
    assert named == roles


def test_other_words_for_the_columns_and_no_column_of_times():
    html = table(
        ("Principal", "Calls 911."), ("Teacher", "Takes the roll."), head=("Responsible", "Task")
    )
    assert steps_for(html, {"teacher"}) == (Step("Takes the roll."),)


def test_without_such_a_table_the_first_numbered_list_is_everybodys_but_for_objectives():
    html = "<h3>Objectives</h3><ol><li>No one is hurt.</li></ol><h3>Steps</h3><ol><li>Stop.</li><li>Go <b>out</b>.</li></ol>"
    assert [step.what for step in steps_for(normalise(html), {"staff"})] == ["Stop.", "Go out."]
    other = table(("Gym", "200"), head=("Room", "Seats"))
    assert [step.what for step in steps_for(other + normalise(html), {"staff"})] == [
        "Stop.",
        "Go out.",
    ]


@pytest.mark.parametrize(
    "html", ["", "<p>Lock the door.</p>", "<table></table>", table(head=("What", "Who"))]
)
def test_a_text_that_names_no_step_has_none(html):
    assert steps_for(html, {"teacher"}) == ()


def test_a_row_with_merged_cells_is_not_guessed_at():
    html = "<table><tr><th>What</th><th>Who</th><th>When</th></tr><tr><td colspan='2'>Teacher</td><td>Now</td></tr></table>"
    assert steps_for(normalise(html), {"teacher"}) == ()


def test_every_step_stands_in_the_text_word_for_word():
    for part in targets_for("school"):
        for step in steps_for(part.html, {"teacher", "staff", "health"}):
            assert step.what.replace("'", "&#x27;") in part.html or step.what in part.html


def test_the_starter_text_of_lockdown_tells_a_teacher_what_to_do_first():
    lockdown = next(part for part in targets_for("school") if part.code == "lockdown")
    assert steps_for(lockdown.html, {"teacher"})[0].what.startswith(
        "Bring in people from the nearby hall, lock, lights out"
    )
