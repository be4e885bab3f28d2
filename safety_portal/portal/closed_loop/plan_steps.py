"""The last three steps in words: section changed, signed again, read again by those it concerns."""

from plans.editions.lifecycle import FROZEN, EditionStatus
from plans.editions.models.edition import Edition
from plans.loops.lifecycle import Step, StepState
from plans.required_changes.queries import SectionAsked
from safety_portal.core.authority import may
from safety_portal.core.look.wording import counted, listed
from safety_portal.core.web.addresses import address
from safety_portal.portal.closed_loop.queries import Changed
from safety_portal.portal.closed_loop.whole import Link, Says, Whole, local_day

NOBODY_ASKED = (
    "Nobody is asked to read it: the changed text is a protocol for no role that has members, or "
    "its change was called editorial. Say why that is right, or make it a protocol."
)


def changed(whole: Whole) -> Says:
    """Which sections changed, in which edition; or which are to."""
    loop = whole.loop
    links = _links(whole)
    if loop.states[Step.CHANGED] == StepState.DONE and loop.changed_at:
        ahead = loop.states[Step.VERIFIED] == StepState.WAITS
        words = "Done before step 4, which is allowed." if ahead else ""
        who = "; ".join(_how_changed(each) for each in whole.changed)
        return Says(who, words, local_day(loop.changed_at), links)
    if whole.item is None:
        return Says("Named on the action item, when there is one")
    if not loop.named:
        return Says(
            "No section is named yet", "An administrator names it, or says that the text was right."
        )
    names = listed([_name(asked) for asked in whole.asked])
    who = f"{loop.changed} of {counted(loop.named, 'named section')} changed"
    return Says(who, f"To change: {names}.", links=links)


def signed(whole: Whole) -> Says:
    """The edition in force that has the change, or how far it is signed."""
    loop = whole.loop
    if loop.states[Step.CHANGED] == StepState.WAITS:
        return Says("When the section is changed")
    if loop.states[Step.SIGNED] == StepState.DONE and loop.signed_at:
        who = "; ".join(_in_force(each) for each in whole.changed)
        return Says(who, _seats(whole), local_day(loop.signed_at), _signatures(whole))
    editions = [edition for edition in _editions(whole) if not edition.in_force_at]
    who = "; ".join(f"{edition}: {edition.get_status_display().lower()}" for edition in editions)
    words = f"{_seats(whole)} Until then the old text is in force.".strip()
    due_on = whole.signing.due_on if whole.signing else None
    return Says(who, words, None, _signatures(whole), due_on)


def read(whole: Whole) -> Says:
    """How many of those whom it concerns have read the changed text."""
    loop = whole.loop
    people = counted(loop.asked, "person acts", "people act")
    if loop.states[Step.SIGNED] == StepState.WAITS:
        who = "Asked when the changed text is in force"
        return Says(who, f"{people} under this text." if loop.asked else "")
    if not loop.asked:
        return Says("Nobody is asked", NOBODY_ASKED)
    how_many = f"{loop.read} of {loop.asked} who act under it have read the new text."
    if loop.states[Step.READ] == StepState.DONE and loop.read_at:
        return Says("The last of them", how_many, local_day(loop.read_at), _readers(whole))
    who = f"{counted(loop.asked - loop.read, 'person', 'people')} still to read"
    return Says(who, how_many, None, _readers(whole))


def _how_changed(changed: Changed) -> str:
    section = changed.section
    if section.removed_at:
        return f"{changed.title} taken out of edition {section.edition.number}"
    who = f"{section.saved_by}, " if section.saved_by else ""
    kind = f", {section.get_change_display().lower()}" if section.change else ""
    return f"{who}{changed.title}, edition {section.edition.number}{kind}"


def _in_force(changed: Changed) -> str:
    edition = changed.section.edition
    return f"{edition.in_force_by} put edition {edition.number} in force"


def _seats(whole: Whole) -> str:
    if whole.signing is None or not whole.signing.seats:
        return ""
    return f"{whole.signing.signed} of {counted(whole.signing.seats, 'seat')} signed."


def _name(asked: SectionAsked) -> str:
    return str(asked.section) if asked.section else "a section that you do not read"


def _links(whole: Whole) -> tuple[Link, ...]:
    """The changed sections that the reader may open: beside what they said before, or alone."""
    return tuple(_link(each, whole) for each in whole.changed if each.is_readable)


def _link(changed: Changed, whole: Whole) -> Link:
    edition, name = changed.section.edition, "writing_since_last_edition"
    of = (edition.plan.coalition.slug, edition.plan_id, edition.number, changed.section.pk)
    if may(whole.reader, name, changed.section):
        return Link(f"See the change of {changed.title}", address(name, *of))
    return Link(changed.title, address("workspace_section", *of))


def _signatures(whole: Whole) -> tuple[Link, ...]:
    return tuple(
        Link(f"Signatures of edition {edition.number}", _of("signing_signatures", edition))
        for edition in _editions(whole)
        if edition.status in FROZEN and may(whole.reader, "signing_signatures", edition)
    )


def _readers(whole: Whole) -> tuple[Link, ...]:
    """What changed, to read it; and who has, for administrators."""
    ways = (("What changed, to read", "protocol_changes"), ("Who has read it", "protocol_readers"))
    return tuple(
        Link(label, _of(name, edition))
        for edition in _editions(whole)
        if edition.status == EditionStatus.IN_FORCE
        for label, name in ways
        if may(whole.reader, name, edition)
    )


def _editions(whole: Whole) -> list[Edition]:
    """Those that changed a section, each once, the earliest first."""
    by_id = {each.section.edition_id: each.section.edition for each in whole.changed}
    return sorted(by_id.values(), key=lambda edition: (edition.number, edition.pk))


def _of(name: str, edition: Edition) -> str:
    return address(name, edition.plan.coalition.slug, edition.plan_id, edition.number)
