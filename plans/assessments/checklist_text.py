"""A checklist as YAML, in and out: what is written and read again is the same to the byte.

Read strictly (core/files/strict_yaml.py): what does not fit is refused with its line.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from plans.assessments.checklist_fields import FIELDS, QUESTION_FIELDS
from plans.assessments.questions import Question
from safety_portal.core.files.strict_yaml import entries, mapping, refused, root_of
from safety_portal.core.refusals import Refused

SCHEMA = 1
LARGEST, MOST_QUESTIONS = 400_000, 500
CHECKLIST = "checklist"


@dataclass(frozen=True)
class ChecklistText:
    """What a file says: everything of a version but its number."""

    code: str
    title: str
    interval_months: int
    minutes: int
    introduction: str
    questions: tuple[Question, ...]

    @property
    def content(self) -> dict[str, object]:
        """As Checklist.content keeps it."""
        rows = [question.as_row() for question in self.questions]
        return {"introduction": self.introduction, "questions": rows}


def read_text(text: str) -> ChecklistText:
    """What a file says. Refused, with the line."""
    if len(text) > LARGEST:
        raise Refused("This file is larger than a checklist is. Leave out what is no question.")
    root = root_of(text, kind=CHECKLIST)
    said = mapping(root, FIELDS, what="the checklist", kind=CHECKLIST)
    if said.pop("schema") != SCHEMA:
        raise refused(root, f"“schema” has to be {SCHEMA}")
    nodes = said.pop("questions")
    questions = tuple(_questions(nodes, root))
    return ChecklistText(questions=questions, **said)


def write_text(checklist: ChecklistText) -> str:
    """The file of a checklist."""
    rows = [question.as_row() for question in checklist.questions]
    head = {
        "schema": SCHEMA,
        "code": checklist.code,
        "title": checklist.title,
        "interval_months": checklist.interval_months,
        "minutes": checklist.minutes,
        "introduction": checklist.introduction,
        "questions": [{name: row[name] for name in QUESTION_FIELDS if name in row} for row in rows],
    }
    return yaml.safe_dump(head, sort_keys=False, allow_unicode=True, width=100)


def _questions(nodes: object, root: yaml.Node) -> Iterator[Question]:
    rows = entries(
        nodes, root, name="questions", entry="question", most=MOST_QUESTIONS, kind=CHECKLIST
    )
    seen: dict[str, int] = {}
    for node in rows:
        row = mapping(node, QUESTION_FIELDS, what="a question", kind=CHECKLIST)
        line = node.start_mark.line + 1
        if row["code"] in seen:
            first = seen[row["code"]]
            raise refused(node, f"the code “{row['code']}” stands in line {first} already")
        if row.get("annex") and row.get("section"):
            raise refused(node, f"“{row['code']}” names an annex and a section; name one")
        seen[row["code"]] = line
        yield Question(**row)
