"""The plans of one place of the world (world.py), in every state an address can name."""

import io
from datetime import timedelta
from functools import cache

import docx
from django.utils import timezone

from coalitions.memberships.models.membership import Membership
from plans.approvals.models import Approval
from plans.editions.models.distribution import RestrictedRead
from plans.editions.models.section import Section
from plans.history.models import Revision
from plans.review.models import Reviewer
from plans.signing.models import Signature
from plans.word_in.models.passage import Passage
from plans.word_in.models.word_file import WordFile
from plans.writing.models import Draft
from tests import builders

TOMORROW = timezone.localdate() + timedelta(days=1)
LEVELS = ("public", "members", "restricted")
HASH = "1" * 64


def membership_of(place, role):
    """The membership of the cast's account in a role."""
    return Membership.objects.get(
        person__account=place.cast[role], coalition=place.coalition, role=role
    )


def add_plans(place):
    """A plan with an edition in force and the next in review, and one that waits for signatures."""
    administrator, now = place.administrator, timezone.now()
    place.plan = builders.make_plan(
        coalition=place.coalition, title=f"{place.mark}-plan", created_by=administrator
    )
    builders.make_picture(plan=place.plan, sha256=HASH)
    first = builders.make_edition(plan=place.plan)
    before = _sections(first, place.mark, words="first")
    # Restricted in the edition in force, open to members in the next: what it said before stays
    # restricted.
    was_secret = builders.make_section(
        edition=first,
        title="Opened up",
        html=f"<p>{place.mark}-secret before</p>",
        number="4",
        sensitivity="restricted",
    )
    # For members in the edition in force, taken out of the next.
    builders.make_section(
        edition=first, title="Taken out", html=f"<p>{place.mark}-inside out</p>", number="5"
    )
    builders.force_status(first, "in_force")
    first.in_force_at, first.in_force_by, first.review_due_on = now, administrator, TOMORROW
    first.save(update_fields=["in_force_at", "in_force_by", "review_due_on"])
    second = builders.make_edition(plan=place.plan, number=2, based_on=first)
    sections = _sections(second, place.mark, words="second")
    for level, section in sections.items():
        Section.objects.filter(pk=section.pk).update(
            lineage=before[level].lineage, change="material"
        )
    builders.make_section(
        edition=second,
        title="Opened up",
        html="<p>Open now</p>",
        number="4",
        lineage=was_secret.lineage,
    )
    builders.force_status(second, "in_review")
    place.at["in_force"] = {"plan": place.plan.pk, "edition": 1, "sections": before}
    place.at["in_review"] = {"plan": place.plan.pk, "edition": 2, "sections": sections}
    _add_review(place, second, sections)
    place.word_file = WordFile.objects.create(
        coalition=place.coalition,
        title=f"{place.mark}-from Word",
        file_name="plan.docx",
        content=word_file(),
        kept_at=now,
        kept_by=administrator,
    )
    place.passage = Passage.objects.create(
        file=place.word_file,
        position=1,
        level=1,
        title=f"{place.mark}-passage",
        html="<p>Lock the door.</p>",
        words=4,
    )
    _add_signatures(place)
    RestrictedRead.objects.create(
        section=before["restricted"],
        section_title=before["restricted"].title,
        coalition_id=place.coalition.pk,
        account=place.cast["sro"],
        reader_name=f"{place.mark}-sro",
        role="sro",
        channel="opened",
        read_at=now,
    )


def _sections(edition, mark, *, words):
    """A section of each level, the restricted one also a protocol.

    Their text says whose and how secret it is.
    """
    inside = {"public": "", "members": "-inside", "restricted": "-secret"}
    made = {}
    for position, level in enumerate(LEVELS, start=1):
        text = f"{mark}{inside[level]}"
        made[level] = builders.make_section(
            edition=edition,
            title=f"{text}-title",
            html=f'<p>{text} {words}</p><p><img src="picture/{HASH}" alt="{text}"></p>',
            number=str(position),
            position=position,
            sensitivity=level,
            protocol_for=["teacher", "sro"] if level == "members" else ["sro"],
            protocol_hash=HASH,
            content_hash=HASH,
        )
        Revision.objects.create(
            section=made[level],
            version=1,
            title=made[level].title,
            html=made[level].html,
            sensitivity=level,
            reason=f"{text}-reason",
            saved_at=timezone.now(),
            saved_by=edition.plan.created_by,
        )
    return made


@cache
def word_file():
    """The bytes of a Word file with one heading."""
    document, out = docx.Document(), io.BytesIO()
    document.add_heading("Lockdown", level=1)
    document.add_paragraph("Lock the door.")
    document.save(out)
    return out.getvalue()


def _add_review(place, edition, sections):
    now = timezone.now()
    round_ = builders.make_round(edition=edition, opened_by=place.administrator, due_on=TOMORROW)
    place.reviewer = Reviewer.objects.create(
        round=round_, membership=membership_of(place, "fire"), due_on=TOMORROW
    )
    for level, section in sections.items():
        words = {"public": "", "members": "-inside", "restricted": "-secret"}[level]
        text, officer = f"{place.mark}{words}", membership_of(place, "sro")
        comment = builders.make_comment(
            section=section, membership=officer, body=f"{text}-comment", quote=text
        )
        redline = f"<p><ins>{text}-suggested</ins></p>"
        suggestion = builders.make_suggestion(
            section=section, membership=officer, redline=redline, why=f"{text}-why"
        )
        if level == "members":
            place.comment, place.suggestion = comment, suggestion
            # Said while the section was restricted: it stays for those who read that.
            secret = {"section": section, "membership": officer, "sensitivity": "restricted"}
            builders.make_comment(
                **secret, body=f"{place.mark}-secret-said", quote=f"{place.mark}-secret-quote"
            )
            builders.make_suggestion(
                **secret, redline=f"<p><del>{place.mark}-secret-words</del></p>"
            )
        if level == "restricted":
            place.secret_suggestion = suggestion
        Draft.objects.create(
            section=section,
            account=place.administrator,
            title=section.title,
            html=f"<p>{place.mark}-secret draft</p>",
            base_version=1,
            saved_at=now,
        )


def _add_signatures(place):
    plan = builders.make_plan(
        coalition=place.coalition, title=f"{place.mark}-signing", created_by=place.administrator
    )
    edition = builders.make_edition(plan=plan)
    sections = _sections(edition, place.mark, words="to sign")
    builders.force_status(edition, "awaiting_signatures")
    asked = {
        "edition": edition,
        "content_hash": edition.content_hash,
        "asked_at": timezone.now(),
        "due_on": TOMORROW,
    }
    place.signature = Signature.objects.create(
        seat=place.seat,
        seat_title=place.seat.title,
        membership=membership_of(place, "fire"),
        signer_name=f"{place.mark}-fire",
        signer_role="fire",
        scan=builders.png(),
        **asked,
    )
    place.vacant = Signature.objects.create(seat=place.seat, seat_title=place.seat.title, **asked)
    place.approval = Approval.objects.create(
        edition=edition,
        content_hash=edition.content_hash,
        body=f"{place.mark}-inside-board",
        voted_on=timezone.localdate(),
        outcome="approved",
        remark=f"{place.mark}-inside-remark",
        minutes=builders.file("minutes.pdf", f"%PDF-1.7 {place.mark}-inside-minutes".encode()),
        recorded_at=timezone.now(),
        recorded_by=place.administrator,
    )
    place.at["signing"] = {"plan": plan.pk, "edition": 1, "sections": sections}
