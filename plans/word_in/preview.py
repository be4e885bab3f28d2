"""What importing a file would do."""

from dataclasses import dataclass

from coalitions.coalition.models import Coalition
from plans.editions.models.edition import Edition
from plans.editions.models.plan import Plan
from plans.word_in.models.word_file import WordSource
from plans.word_in.parsed_plan import ParsedPlan
from safety_portal.core.refusals import Refused


@dataclass(frozen=True)
class PlanImport:
    """What came of an import. ``is_unchanged``: this content is in the coalition already, and
    nothing was written.
    ``edition`` is None where nothing has been written yet."""

    parsed_plan: ParsedPlan
    edition: Edition | None = None
    is_unchanged: bool = False


def preview(*, coalition: Coalition, title: str, parsed_plan: ParsedPlan) -> PlanImport:
    """What importing the file would do. Writes nothing.

    Raises WrongState where the title is taken.
    """
    source = source_of(coalition, parsed_plan)
    if source:
        return PlanImport(parsed_plan, source.edition, is_unchanged=True)
    title = " ".join(title.split())
    if Plan.objects.filter(coalition=coalition, title=title).exists():
        raise Refused(
            f"{coalition} has a plan called {title} already. Choose another title.", field="title"
        )
    return PlanImport(parsed_plan)


def source_of(coalition: Coalition, parsed_plan: ParsedPlan) -> WordSource | None:
    """The import of the same content into the same coalition, None where there was none."""
    sources = WordSource.objects.filter(coalition=coalition, sha256=parsed_plan.sha256)
    return sources.select_related("edition__plan").first()
