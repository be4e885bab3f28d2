"""manage.py rules: the rules as a data set, and table tests run against the engine."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from safety_portal.core.commands import PlainCommand
from safety_portal.core.refusals import Refused
from training.rules.form.rules_file import rules_of, states
from training.rules.table_tests.cases_file import Case, read_cases
from training.rules.table_tests.comparing import compared


class Command(PlainCommand):
    """rules list: every rule, and how it is handled. rules check FILE: table tests, run."""

    help = "List the rules of every state, or run a file of table tests against the engine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=("check", "list"), help="what to do")
        parser.add_argument("file", nargs="?", help="table tests as YAML (docs/rules.md), of check")
        parser.add_argument("--state", metavar="XX", help="list: of one state, as in TX; US, too")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *, verb: str, file: str | None, **options: Any) -> None:
        if verb == "check" and not file:
            raise CommandError("Say which file to check: rules check FILE.", returncode=2)
        try:
            if file and verb == "check":
                self._check(file, as_json=options["json"])
            else:
                self._list(options["state"], as_json=options["json"])
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused

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


def _row(case: Case, got: dict[str, Any]) -> dict[str, Any]:
    return {"id": case.id, "expected": dict(case.expect), "got": got}
