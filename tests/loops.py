"""Make findings whose loops stand at a step, for tests: rows past the actions, none of them signed."""

import uuid
from datetime import timedelta

from django.utils import timezone

from plans.editions.models.edition import Edition
from plans.findings.models import Finding
from plans.loops.lifecycle import CLOSED, Step
from plans.loops.models import StepNotNeeded
from plans.protocols.models import Acknowledgement
from plans.required_changes.models import RequiredChange
from tests import action_items, builders, walks

OLD, NEW = "<p>Each semester.</p>", "<p>On the first day of the month.</p>"
# What is true of a loop that is stuck at a step.
STAGES = (*list(Step)[1:], CLOSED)


def make_found(*, coalition, days_ago=40, item="building.01", **fields):
    """A finding of a walk of its own, found so many days ago."""
    moment = timezone.now() - timedelta(days=days_ago)
    walk = walks.make_assessment(coalition=coalition, state="finished", finished_at=moment)
    answer = walks.make_answer(assessment=walk, item=item, at=moment)
    fields = {"found_on": timezone.localdate(moment), "words": "It is loose."} | fields
    return walks.make_finding(assessment=walk, answer=answer, **fields)


def give_item(finding, *, what="Repair the gym lock", days_ago=39, **fields):
    """The restricted action item that mends it, of a new officer unless an owner is given."""
    if "owner" not in fields:
        fields["owner"] = _officer(finding.coalition)
    opened_at = timezone.now() - timedelta(days=days_ago)
    item = action_items.make_item(
        coalition=finding.coalition,
        what=f"{what} {finding.pk}",
        is_restricted=True,
        opened_at=opened_at,
        **fields,
    )
    Finding.objects.filter(pk=finding.pk).update(action_item=item)
    finding.action_item = item
    return item


def make_protocol(*, coalition, edition=1, html=OLD, roles=("teacher",), days_ago=None, **fields):
    """A section that roles must read, in an edition of a plan of its own, in force for so many
    days (in drafting for None).
    """
    based_on = fields.pop("after", None)
    plan = (
        based_on.edition.plan
        if based_on
        else builders.make_plan(coalition=coalition, title=f"Plan {next(builders.serial)}")
    )
    of = {"based_on": based_on.edition} if based_on else {}
    made = builders.make_edition(plan=plan, number=edition, **of)
    fields = {"protocol_hash": f"{uuid.uuid4().hex}{uuid.uuid4().hex}"} | fields
    lineage = based_on.lineage if based_on else uuid.uuid4()
    section = builders.make_section(
        edition=made, html=html, lineage=lineage, protocol_for=list(roles), **fields
    )
    if days_ago is not None:
        if based_on:
            builders.force_status(based_on.edition, "superseded")
        put_in_force(made, days_ago=days_ago)
    return section


def put_in_force(edition, *, days_ago):
    """In force for so many days, past every rule but the database's own."""
    builders.force_status(edition, "in_force")
    moment = timezone.now() - timedelta(days=days_ago)
    by = builders.make_account()
    Edition.objects.filter(pk=edition.pk).update(in_force_at=moment, in_force_by=by)
    edition.refresh_from_db()


def name_section(item, section, *, days_ago=30):
    """That the item asks to change the section."""
    return RequiredChange.objects.create(
        item=item,
        plan=section.edition.plan,
        lineage=section.lineage,
        named_at=timezone.now() - timedelta(days=days_ago),
        named_by=builders.make_account(),
    )


def read(section, account, *, days_ago=1):
    """That the person behind the account has read this text."""
    return Acknowledgement.objects.create(
        person=account.people.get(),
        section=section,
        lineage=section.lineage,
        protocol_hash=section.protocol_hash,
        made_at=timezone.now() - timedelta(days=days_ago),
        made_by=account,
    )


def mark(finding, step, *, because="The text was right.", **fields):
    """That a step is called not needed."""
    fields = {"marked_at": timezone.now(), "marked_by": builders.make_account()} | fields
    return StepNotNeeded.objects.create(finding=finding, step=step, because=because, **fields)


def make_stuck(*, coalition, at, reader=None):
    """A finding whose loop is stuck at a step, or CLOSED. `reader`: a teacher who has to read."""
    reached = STAGES.index(at)
    finding = make_found(coalition=coalition)
    if reached < 1:
        return finding
    item = give_item(finding, **(action_items.verified() if reached > 2 else {}))
    if reached == 2:
        type(item).objects.filter(pk=item.pk).update(**action_items.done(days_ago=10))
        item.refresh_from_db()
    if reached > 3:
        reader = reader or _teacher(coalition)
        before = make_protocol(coalition=coalition, days_ago=200)
        name_section(item, before)
        days_ago = 5 if reached > 4 else None
        after = make_protocol(
            coalition=coalition, edition=2, html=NEW, after=before, days_ago=days_ago
        )
        if reached > 5:
            read(after, reader)
    return finding


def _officer(coalition):
    return builders.make_member(coalition=coalition, role="sro").people.get()


def _teacher(coalition):
    on = timezone.localdate() - timedelta(days=300)
    return builders.make_member(coalition=coalition, role="teacher", starts_on=on)
