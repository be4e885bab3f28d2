"""Programs to be found, by who reads them."""

from coalitions.programs.lifecycle import ProgramState
from coalitions.programs.models.program import Program
from safety_portal.core.search.sources import Facts, Place, Source
from safety_portal.core.web.addresses import address


def _placed(facts: Facts, user: object) -> Place:
    state = ProgramState(facts["state"]).label.lower()
    return Place(address("program", facts["slug"], facts["id"]), f"{facts['coalition']} · {state}")


PROGRAMS = Source(
    kind="programs",
    label="Programs",
    rows=lambda user: Program.objects.visible_to(user),
    title="title",
    texts=("description", "reasons"),
    facts={"slug": "coalition__slug", "coalition": "coalition__name", "state": "state", "id": "pk"},
    placed=_placed,
)
