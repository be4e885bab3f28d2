"""A checklist as YAML, in and out: what is written and read again is the same to the byte.

Read strictly: a key nobody knows, a code said twice, a question without words is refused in one
sentence that names the line. No anchors (a few lines of them unfold to gigabytes), no tags.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from plans.assessments.checklist_fields import FIELDS, QUESTION_FIELDS, Field, refused
from plans.assessments.questions import Question
from safety_portal.core.refusals import Refused

SCHEMA = 1
LARGEST, MOST_QUESTIONS = 400_000, 500
# A list of questions, each with lists of words: four, and some room.
DEEPEST = 8


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
    root = _root(text)
    said = _mapping(root, FIELDS, "The checklist")
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


def _root(text: str) -> yaml.MappingNode:
    try:
        _refuse_by_shape(text)
        root = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Refused(
            f"Line {line} is not YAML: {error.problem or 'look at its signs'}."
        ) from error
    except yaml.YAMLError as error:
        raise Refused(
            "This file is not YAML text. Download a checklist to see its form."
        ) from error
    except RecursionError as error:
        raise Refused("This file is nested deeper than a checklist is.") from error
    if not isinstance(root, yaml.MappingNode):
        raise Refused("This file is no checklist. Download one to see its form.")
    return root


def _refuse_by_shape(text: str) -> None:
    """Raise Refused for anchors, and for what lies deeper than a checklist does.

    Event by event: a whole text of opening brackets costs the reader of YAML hours.
    """
    depth = 0
    for event in yaml.parse(text):
        if isinstance(event, yaml.AliasEvent):
            raise Refused("This file uses YAML anchors (*name). Write each question out.")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise Refused("This file is nested deeper than a checklist is.")


def _questions(nodes: object, root: yaml.Node) -> Iterator[Question]:
    if not isinstance(nodes, yaml.SequenceNode) or not nodes.value:
        raise refused(root, "“questions” has to be a list with at least one question")
    if len(nodes.value) > MOST_QUESTIONS:
        raise refused(nodes, f"a checklist has at most {MOST_QUESTIONS} questions")
    seen: dict[str, int] = {}
    for node in nodes.value:
        row = _mapping(node, QUESTION_FIELDS, "A question")
        line = node.start_mark.line + 1
        if row["code"] in seen:
            first = seen[row["code"]]
            raise refused(node, f"the code “{row['code']}” stands in line {first} already")
        if row.get("annex") and row.get("section"):
            raise refused(node, f"“{row['code']}” names an annex and a section; name one")
        seen[row["code"]] = line
        yield Question(**row)


def _mapping(node: yaml.Node, fields: Mapping[str, Field], what: str) -> dict[str, Any]:
    """What a mapping says, each field read by its rule. Refused: unknown, doubled, missing."""
    if not isinstance(node, yaml.MappingNode):
        raise refused(node, f"{what[0].lower()}{what[1:]} has to be written as name: value")
    said: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value)
        if name not in fields:
            raise refused(key, f"“{name[:60]}” is nothing a checklist knows")
        if name in said:
            raise refused(key, f"“{name}” is said twice")
        said[name] = fields[name].read(value, name)
    if missing := [name for name, field in fields.items() if field.is_needed and name not in said]:
        raise refused(node, f"{what[0].lower()}{what[1:]} has no “{missing[0]}”")
    return said
