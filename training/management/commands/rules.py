"""manage.py rules: the rules as a data set, table tests of them, and where one stands."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db.models import Q
from django.utils import timezone

from coalitions.coalition.command_line import place_of
from coalitions.people.models import Person
from coalitions.schools.models import School
from safety_portal.core.commands import PlainCommand
from safety_portal.core.names import tidy_name
from safety_portal.core.refusals import Refused
from safety_portal.core.values import NotRead, day, whole_number
from training.drills.evidence import records_at
from training.duties.explaining import as_json, as_lines
from training.duties.judging import COUNTRY
from training.duties.queries import answer_for, known_at
from training.records.standing import answers_of_people
from training.rules.engine.answers import Answer
from training.rules.engine.rules import Rule
from training.rules.form.rules_file import rules_of, states
from training.rules.table_tests.cases_file import Case, read_cases
from training.rules.table_tests.comparing import compared

LACKS = {
    "check": "Say which file to check: rules check FILE.",
    "explain": "Say which rule, and where: rules explain CODE --school ID.",
}


class Command(PlainCommand):
    """rules list: every rule, and how it is handled. rules check FILE: table tests, run. rules
    explain CODE: where it stands at a school, or for somebody there.
    """

    help = "List the rules of every state, run a file of table tests, or explain one at a school."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=("check", "explain", "list"), help="what to do")
        parser.add_argument(
            "what", nargs="?",
            help="check: table tests as YAML (docs/rules.md); explain: the code of a rule",
        )  # fmt: skip
        parser.add_argument("--state", metavar="XX", help="list: of one state, as in TX; US, too")
        parser.add_argument(
            "--school", metavar="ID", help="explain: NCES id, state id or number of the school"
        )
        parser.add_argument(
            "--person", metavar="ADDRESS",
            help="explain: e-mail address or number of somebody of whom the rule asks something",
        )  # fmt: skip
        parser.add_argument(
            "--on", metavar="YYYY-MM-DD", help="explain: as of this day, else today"
        )
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *, verb: str, what: str | None, **options: Any) -> None:
        if verb != "list" and not what:
            raise CommandError(LACKS[verb], returncode=2)
        try:
            if what and verb == "check":
                self._check(what, as_json=options["json"])
            elif what and verb == "explain":
                self._explain(what, options)
            else:
                self._list(options["state"], as_json=options["json"])
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused

    def _explain(self, code: str, options: dict[str, Any]) -> None:
        if not options["school"]:
            raise CommandError(LACKS["explain"], returncode=2)
        school, on = place_of(School, options["school"]), _day(options["on"])
        rule, text = _rule(code, school), options["person"]
        person = None if text is None else _person(text, rule, school)
        answer = _answer(rule, school, person, on)
        name = person.name if person else None
        if options["json"]:
            self.print_json(as_json(answer, school=school.name, person=name))
        else:
            self.stdout.write("\n".join(as_lines(answer, school=school.name, person=name)))

    def _list(self, state: str | None, *, as_json: bool) -> None:
        found = [
            {"code": r.code, "state": r.state, "handled": r.handled, "reason": r.reason}
            for each in ([state.upper()] if state else states())
            for r in rules_of(each).rules
        ]
        if as_json:
            self.print_json(found)
            return
        for row in found:
            self.stdout.write("  ".join(filter(None, (row["code"], row["handled"], row["reason"]))))

    def _check(self, file: str, *, as_json: bool) -> None:
        cases = read_cases(self._content(file))
        found = [(case, compared(case)) for case in cases]
        disagree = [_row(case, got) for case, got in found if got is not None]
        agree = len(cases) - len(disagree)
        if as_json:
            self.print_json({"cases": len(cases), "agree": agree, "disagree": disagree})
            return
        for row in disagree:
            self.stdout.write(f"{row['id']}: expected {row['expected']}, got {row['got']}")
        self.stdout.write(f"{agree} of {len(cases)} cases agree.")

    def _content(self, file: str) -> str:
        try:
            with self.opened_path(file) as (path, name):
                return Path(path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise CommandError(f"“{name}” is not text in UTF-8.", returncode=2) from None
        except OSError as wrong:
            raise CommandError(
                f"“{file}” cannot be read: {wrong.strerror}.", returncode=2
            ) from wrong


def _day(text: str | None) -> date:
    """The day that was said, else today. Raises CommandError (exit 2)."""
    try:
        return day(text) if text else timezone.localdate()
    except NotRead:
        raise CommandError(
            f"“{text}” is no day; write it as in --on 2026-12-01.", returncode=2
        ) from None


def _rule(code: str, school: School) -> Rule:
    """The rule of a code, of the school's state or of the country. Raises CommandError (exit 2)."""
    state = code[:2].upper()
    found = [rule for rule in rules_of(state).rules if rule.code == code.upper()]
    if not found:
        raise CommandError(
            f"There is no rule {code}. See rules list --state {state}.", returncode=2
        )
    if state not in (school.state, COUNTRY):
        raise CommandError(
            f"{code} is a rule of {state}, and {school.name} is in {school.state}.", returncode=2
        )
    return found[0]


def _answer(rule: Rule, school: School, person: Person | None, on: date) -> Answer:
    """Where the rule stands at the school, or for somebody there by what they have on record."""
    if person is None:
        return answer_for(rule, school, on=on, records=records_at(school))
    found = answers_of_people([rule], [person.pk], known_at(school), school=school, on=on)
    return found[person.pk][rule.code]


def _person(text: str, rule: Rule, school: School) -> Person:
    """Somebody of the school's district, by address or number. Raises CommandError (exit 2)."""
    if not rule.asks_a_person:
        raise CommandError(
            f"{rule.code} asks nothing of a person. Leave --person out.", returncode=2
        )
    said = tidy_name(text)
    number = whole_number(said)
    named = Q(email__iexact=said) if number is None else Q(pk=number)
    # Without an address are many, and none of them is meant.
    known = Person.objects.known().filter(named, district=school.district_id)
    person = known.first() if said else None
    if person is None:
        raise CommandError(
            f"{school.district} knows nobody with the address or number “{said}”.", returncode=2
        )
    return person


def _row(case: Case, got: dict[str, Any]) -> dict[str, Any]:
    return {"id": case.id, "expected": dict(case.expect), "got": got}
