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
        answer = self._of_receipt(receipt) if receipt else self._of_chains(scope)
        if options["json"]:
            self.print_json(answer)
        else:
            self._tell(answer)
        if not answer["whole"]:
            raise SystemExit(1)

    def _of_chains(self, slug):
        found = walk(scope=_scope_of(slug) if slug else None)
        names = dict(
            Coalition.objects.filter(pk__in=[chain.scope for chain in found]).values_list(
                "pk", "name"
            )
        )
        chains = [
            _chain(chain, names.get(chain.scope, NO_COALITION if not chain.scope else ""))
            for chain in found
        ]
        return {
            "whole": not any(chain.broken for chain in found),
            "rows": sum(chain.links for chain in found),
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
        verdict = HELD if is_held and is_whole else BROKEN if is_held else NOT_HELD
        problem = walked.broken if is_held and not is_whole else ""
        return {
            "whole": is_held and is_whole,
            "receipt": str(receipt),
            "says": verdict,
            "problem": problem,
        }

    def _tell(self, answer):
        if "receipt" in answer:
            self.stdout.write(
                f"{answer['receipt']}: {answer['says']}"
                + (f" {answer['problem']}" if answer["problem"] else "")
            )
            return
        for chain in answer["chains"]:
            self.stdout.write(
                f"{chain['name'] or 'a coalition that is gone'} ({chain['scope'] or 'no coalition'}): "
                f"{counted(chain['rows'], 'row')}, head {chain['head'] or 'none'}"
            )
            if chain["problem"]:
                self.stdout.write(f"  {chain['problem']}")
        rows, chains = counted(answer["rows"], "row"), counted(len(answer["chains"]), "chain")
        self.stdout.write(f"{rows} in {chains}: " + ("whole." if answer["whole"] else "not whole."))


HELD = "The chain still holds it, and is whole up to there."
BROKEN = "The chain holds it, but is not whole up to there."
NOT_HELD = "The chain does not hold it: it was made anew, or cut off before."


def _scope_of(slug):
    coalition = Coalition.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if coalition is None:
        raise CommandError(f"There is no coalition {slug!r}.", returncode=2)
    return coalition


def _chain(walked, name):
    facts = {
        "scope": walked.scope or None,
        "name": name,
        "rows": walked.links,
        "head": walked.receipt,
    }
    return facts | {"hash": walked.head, "problem": walked.broken}
