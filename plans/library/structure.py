"""The federal structure of a plan as data.

What each part is for, and starter text that a coalition adapts.

Read from data/plan_templates.yaml and data/annexes.yaml once a process. A section remembers the
part it stands for by its code (Section.target), so that an empty one can say what usually stands
there.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from html import escape
from pathlib import Path

from coalitions.access.roles import Role, Sensitivity
from plans.library.kinds import Kind
from plans.text.html import normalise
from safety_portal.core.files.shipped import read_yaml

DATA = Path(__file__).resolve().parent / "data"
PHASES = {"before": "Goal before", "during": "Goal during", "after": "Goal after"}
SETTINGS = {
    "access_and_functional_needs": "Access and functional needs",
    "visitors_and_substitutes": "Visitors and substitutes",
    "before_and_after_school": "Before and after school",
    "buses_and_off_campus": "Buses and off campus",
}
SKELETON = normalise("".join(f"<h3>{title}</h3><p></p>" for title in PHASES.values()))
ANNEXES_UNDER = {"functional_annexes": Kind.FUNCTIONAL, "threat_hazard_annexes": Kind.THREAT_HAZARD}


@dataclass(frozen=True)
class Part:
    """One part of the structure: `code` is unique in it, `parent` the code of the part above or
    None.

    `source` is its starter text as written in data/.
    """

    code: str
    number: str
    title: str
    parent: str | None
    kind: str
    sensitivity: str
    prompt: str
    source: str

    @cached_property
    def html(self):
        """The starter text in canonical form.

        Made once a process, not for each plan that begins from it.
        """
        return normalise(self.source)


@cache
def template_for(scope):
    """The parts for a `school` or a `district`, in reading order.

    The basic plan, then every required annex in its place.
    """
    template = next(
        each for each in read_data("plan_templates.yaml")["templates"] if each["scope"] == scope
    )
    annexes = [each for each in _annexes() if each["code"] in template["required_annexes"]]
    parts = []
    for section in sorted(template["sections"], key=lambda each: each["order"]):
        kind = ANNEXES_UNDER.get(section["code"])
        parts.append(_part_of_section(section, kind or Kind.BASIC))
        parts += [
            _part_of_annex(each, section) for each in annexes if kind and each["kind"] == kind
        ]
    return tuple(parts)


@cache
def targets_for(scope):
    """All that a section of a `school` or a `district` plan may stand for.

    The basic plan, and every annex there is.
    """
    template = next(
        each for each in read_data("plan_templates.yaml")["templates"] if each["scope"] == scope
    )
    sections = {each["code"]: each for each in template["sections"]}
    above = {kind: sections[code] for code, kind in ANNEXES_UNDER.items()}
    basic = [
        _part_of_section(each, ANNEXES_UNDER.get(code, Kind.BASIC))
        for code, each in sections.items()
    ]
    return (*basic, *(_part_of_annex(each, above[each["kind"]]) for each in _annexes()))


@cache
def front_matter(scope):
    """Codes of the parts that are about the plan itself.

    Its introductory material, and what stands in it.
    """
    return [part.code for part in targets_for(scope) if "introduction" in (part.code, part.parent)]


@cache
def restricted_targets(scope):
    """Codes of the parts that the federal guide keeps from most readers.

    For a person to decide, part by part.
    """
    return frozenset(
        part.code for part in targets_for(scope) if part.sensitivity == Sensitivity.RESTRICTED
    )


def starter_text(section, *, scope):
    """Canonical HTML to begin an empty section with.

    Starter text of the part it stands for, an annex's skeleton, or nothing.
    """
    part = next(
        (candidate for candidate in targets_for(scope) if candidate.code == section.target), None
    )
    if part:
        return part.html
    return SKELETON if section.kind in ANNEXES_UNDER.values() else ""


@cache
def prompts():
    """For the code of each part and annex.

    What usually stands there, for whoever has to write it.
    """
    purposes = {annex["code"]: annex["purpose"].strip() for annex in _annexes()}
    for template in read_data("plan_templates.yaml")["templates"]:
        purposes |= {section["code"]: section["prompt"].strip() for section in template["sections"]}
    return purposes


@cache
def placeholder_words():
    """For each placeholder by name.

    What will stand there, or the question a writer has to answer.
    """
    placeholders = read_data("plan_templates.yaml")["placeholders"]
    return {
        placeholder["code"]: placeholder.get("meaning") or placeholder["question"]
        for kind in ("facts", "generated", "local")
        for placeholder in placeholders[kind]
    }


@cache
def _annexes():
    return sorted(read_data("annexes.yaml")["annexes"], key=lambda annex: annex["order"])


def read_data(name):
    """A file of data/ as it stands."""
    return read_yaml(DATA / name)


def _part_of_section(section, kind):
    return Part(
        code=section["code"],
        number=str(section["number"]),
        title=section["title"],
        parent=section["parent"],
        kind=kind,
        sensitivity=section["sensitivity"],
        prompt=section["prompt"].strip(),
        source=section["starter_html"],
    )


def _part_of_annex(annex, above):
    return Part(
        code=annex["code"],
        number="",
        title=annex["title"],
        parent=above["code"],
        kind=annex["kind"],
        sensitivity=annex["sensitivity"],
        prompt=annex["purpose"].strip(),
        source=_annex_html(annex),
    )


def _annex_html(annex):
    """Purpose; goals before, during and after with objectives and courses of action.

    What differs for whom and where.
    """
    goals = "".join(map(_goal_html, annex["goals"]))
    settings = "".join(
        f"<h4>{title}</h4><p>{escape(annex['settings'][code])}</p>"
        for code, title in SETTINGS.items()
        if annex["settings"].get(code)
    )
    return f"<p>{escape(annex['purpose'])}</p>{goals}" + (
        f"<h3>For everybody</h3>{settings}" if settings else ""
    )


def _goal_html(goal):
    objectives = "".join(
        f"<li>{escape(objective['text'])}</li>" for objective in goal["objectives"]
    )
    steps = "".join(map(_step_html, goal["course_of_action"]))
    head = "<thead><tr><th>What</th><th>Who</th><th>When</th></tr></thead>"
    return (
        f"<h3>{PHASES[goal['phase']]}</h3><p>{escape(goal['goal'])}</p><h4>Objectives</h4><ol>{objectives}</ol>"
        f"<h4>Course of action</h4><table>{head}<tbody>{steps}</tbody></table>"
    )


def _step_html(step):
    position = step.get("position", "").replace("_", " ")
    who = position or ", ".join(Role(code).label for code in step["who"])
    cells = (step["action"], who[:1].upper() + who[1:], str(step["when"]).capitalize())
    return "<tr>" + "".join(f"<td>{escape(cell.strip())}</td>" for cell in cells) + "</tr>"
