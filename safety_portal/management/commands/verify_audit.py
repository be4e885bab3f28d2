"""manage.py verify_audit [--scope SLUG] [--receipt RECEIPT] [--json].

Exit 0 if the chain is whole, 1 if not, 2 for bad input.
"""

from django.core.management.base import CommandError

from coalitions.coalition.models import Coalition
from safety_portal.core.audit.receipts import read_receipt
from safety_portal.core.audit.walk import walk
from safety_portal.core.commands import PlainCommand
from safety_portal.core.look.wording import counted

NO_COALITION = "what belongs to no coalition"


class Command(PlainCommand):
    """Walk the chain of the audit rows and say where it breaks, or whether it still holds a receipt
    that somebody kept.
    """

    help = (
        "Check that no audit row was changed, taken out or put in since it was written. With --receipt, check that the chain "
        "still holds what was printed then. Exit 0 if so, 1 if not, 2 for bad input."
    )

    def add_arguments(self, parser):
        parser.add_argument("--scope", metavar="SLUG", help="only the chain of this coalition")
        parser.add_argument(
            "--receipt", metavar="RECEIPT", help="as printed on a signature page or in a mail"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, scope, receipt, **options):
        if scope and receipt:
            raise CommandError(
                "A receipt names its coalition itself: give --scope or --receipt.", returncode=2
            )
        told = self._of_receipt(receipt) if receipt else self._of_chains(scope)
        if options["json"]:
            self.print_json(told)
        else:
            self._tell(told)
        if not told["whole"]:
            raise SystemExit(1)

    def _of_chains(self, slug):
        found = walk(scope=_scope_of(slug) if slug else None)
        names = dict(
            Coalition.objects.filter(pk__in=[each.scope for each in found]).values_list(
                "pk", "name"
            )
        )
        chains = [
            _chain(each, names.get(each.scope, NO_COALITION if not each.scope else ""))
            for each in found
        ]
        return {
            "whole": not any(each.broken for each in found),
            "rows": sum(each.links for each in found),
            "chains": chains,
        }

    def _of_receipt(self, text):
        receipt = read_receipt(text)
        if receipt is None:
            raise CommandError(
                f"{text!r} is no receipt. One looks like 12-1042-3F9A-22C1-77DE-0B1A-94C2.",
                returncode=2,
            )
        [walked] = walk(scope=receipt.scope) or [None]
        is_held = receipt.is_of(receipt.link())
        is_whole = walked is not None and not (
            walked.broken_at and walked.broken_at <= receipt.place
        )
        said = HELD if is_held and is_whole else BROKEN if is_held else NOT_HELD
        problem = walked.broken if is_held and not is_whole else ""
        return {
            "whole": is_held and is_whole,
            "receipt": str(receipt),
            "says": said,
            "problem": problem,
        }

    def _tell(self, told):
        if "receipt" in told:
            self.stdout.write(
                f"{told['receipt']}: {told['says']}"
                + (f" {told['problem']}" if told["problem"] else "")
            )
            return
        for each in told["chains"]:
            self.stdout.write(
                f"{each['name'] or 'a coalition that is gone'} ({each['scope'] or 'no coalition'}): "
                f"{counted(each['rows'], 'row')}, head {each['head'] or 'none'}"
            )
            if each["problem"]:
                self.stdout.write(f"  {each['problem']}")
        rows, chains = counted(told["rows"], "row"), counted(len(told["chains"]), "chain")
        self.stdout.write(f"{rows} in {chains}: " + ("whole." if told["whole"] else "not whole."))


HELD = "The chain still holds it, and is whole up to there."
BROKEN = "The chain holds it, but is not whole up to there."
NOT_HELD = "The chain does not hold it: it was made anew, or cut off before."


def _scope_of(slug):
    found = Coalition.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if found is None:
        raise CommandError(f"There is no coalition {slug!r}.", returncode=2)
    return found


def _chain(walked, name):
    told = {
        "scope": walked.scope or None,
        "name": name,
        "rows": walked.links,
        "head": walked.receipt,
    }
    return told | {"hash": walked.head, "problem": walked.broken}
