"""Make rows for tests, keyword-only, no surprises.

What a test does not say gets a plain default.
"""

import io
import itertools
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from coalitions.access.roles import Role
from coalitions.agencies.models import Agency
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.designation import Designation
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from coalitions.schools.models import District, School
from coalitions.seats.models import Seat
from plans.approvals.models import Approval
from plans.comments.models.comment import Comment
from plans.comments.models.suggestion import Suggestion
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from plans.editions.models.picture import Picture
from plans.editions.models.plan import Plan
from plans.editions.models.section import Section
from plans.review.models import ReviewRound
from safety_portal.core.accounts.models import User
from training.courses.models import Course
from training.records.models import TrainingRecord

serial = itertools.count(1)
PASSWORD = "correct horse battery staple"
LONG_AGO = date(2020, 1, 1)
UP_TO_FORCE = (EditionStatus.IN_REVIEW, EditionStatus.AWAITING_SIGNATURES, EditionStatus.IN_FORCE)
# How an edition comes from drafting into each state: the database allows no shorter way.
WAY_TO = {EditionStatus.DRAFTING: ()} | {
    status: (*UP_TO_FORCE[:index], status)
    for index, status in enumerate((*UP_TO_FORCE, EditionStatus.SUPERSEDED))
}
WAY_TO[EditionStatus.RETIRED] = (*UP_TO_FORCE, EditionStatus.RETIRED)


def make_account(*, email=None, name="", password=PASSWORD, **fields):
    return User.objects.create_user(
        email or f"person{next(serial)}@example.org", password, name=name, **fields
    )


def make_district(*, name="Cedar County Schools", state="FL", **fields):
    number = next(serial)
    return District.objects.create(
        name=name, state=state, nces_id=f"12{number:05d}", state_id=f"FL-{number}", **fields
    )


def make_school(*, district, name="Juniper Elementary", **fields):
    number = next(serial)
    return School.objects.create(
        district=district,
        name=name,
        state=district.state,
        nces_id=f"{district.nces_id}{number:05d}",
        **fields,
    )


def make_coalition(*, district=None, school=None, name=None, **fields):
    """A coalition of `school` if given, else of `district` (made if not given)."""
    district = school.district if school else district or make_district()
    name = name or (school or district).name
    fields.setdefault("slug", f"coalition-{next(serial)}")
    return Coalition.objects.create(
        district=district, school=school, name=name, formed_on=LONG_AGO, **fields
    )


def make_person(*, district, name=None, account=None, email="", **fields):
    return Person.objects.create(
        district=district,
        name=name or f"Person {next(serial)}",
        account=account,
        email=email,
        **fields,
    )


def make_member(
    *, coalition, role=Role.TEACHER, account=None, name=None, starts_on=LONG_AGO, **fields
):
    """A member with an account; returns the account.

    Its person in the district is made or found.
    """
    account = account or make_account(name=name or f"{Role(role).label} {next(serial)}")
    person = Person.objects.filter(
        district=coalition.district, account=account
    ).first() or make_person(
        district=coalition.district,
        account=account,
        name=account.name or account.email,
        email=account.email,
    )
    Membership.objects.create(
        person=person, coalition=coalition, role=role, starts_on=starts_on, **fields
    )
    return account


def make_seat(
    *, coalition, code=None, title="Fire chief", roles=("fire",), signs_plan=True, **fields
):
    return Seat.objects.create(
        coalition=coalition,
        code=code or f"seat-{next(serial)}",
        title=title,
        filled_by_roles=list(roles),
        signs_plan=signs_plan,
        why="Answers the alarm.",
        **fields,
    )


def make_designation(*, holder, designee, by=None, starts_on=None, days=30, because="On leave."):
    """`designee` may sign for `holder` (memberships) from today, for so many days."""
    starts_on = starts_on or timezone.localdate()
    return Designation.objects.create(
        holder=holder,
        designee=designee,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=days),
        because=because,
        named_at=timezone.now(),
        named_by=by or make_account(),
    )


def make_agency(*, district, name=None, kind="fire"):
    return Agency.objects.create(
        district=district, name=name or f"Agency {next(serial)}", kind=kind
    )


def make_plan(*, coalition=None, title="Emergency operations plan", **fields):
    coalition = coalition or make_coalition()
    return Plan.objects.create(
        coalition=coalition, title=title, created_at=timezone.now(), **fields
    )


def make_edition(*, plan=None, number=1, **fields):
    """An edition in drafting, without sections."""
    return Edition.objects.create(
        plan=plan or make_plan(), number=number, created_at=timezone.now(), **fields
    )


def make_section(*, edition, title="Lockdown", html="<p>Lock the door.</p>", level=1, **fields):
    fields.setdefault("position", edition.sections.count() + 1)
    return Section.objects.create(edition=edition, title=title, html=html, level=level, **fields)


def _said(section, membership, fields):
    """What a comment and a suggestion have in common, said by the account of a membership."""
    fields = {
        "sensitivity": section.sensitivity,
        "version": section.version,
        "made_at": timezone.now(),
    } | fields
    return {
        "section": section,
        "membership": membership,
        "made_by": membership.person.account,
    } | fields


def make_comment(*, section, membership, body="Which door?", **fields):
    return Comment.objects.create(body=body, **_said(section, membership, fields))


def make_suggestion(*, section, membership, html="<p>Lock every door.</p>", **fields):
    """Another text of the whole section, open."""
    fields = {"title": section.title, "redline": html} | fields
    return Suggestion.objects.create(html=html, **_said(section, membership, fields))


def make_round(*, edition, opened_by=None, due_on=None, **fields):
    """An open review round of an edition, nobody asked yet; the edition stays in its state."""
    opened_by, due_on = (
        opened_by or make_account(),
        due_on or timezone.localdate() + timedelta(days=14),
    )
    number = edition.rounds.count() + 1
    return ReviewRound.objects.create(
        edition=edition,
        number=number,
        due_on=due_on,
        opened_at=timezone.now(),
        opened_by=opened_by,
        **fields,
    )


def force_status(edition, status):
    """Put an edition into a state past every rule but the database's own.

    For tests of reading, not of moves.
    """
    way = WAY_TO[EditionStatus(status)]
    current = Edition.objects.get(pk=edition.pk).status
    for step in way[way.index(current) + 1 if current in way else 0 :]:
        frozen = {}
        if step == EditionStatus.AWAITING_SIGNATURES:
            frozen = {
                "content_hash": "0" * 64,
                "serialiser_version": 1,
                "frozen_at": timezone.now(),
            }
            frozen |= {"frozen_by": make_account()}
        Edition.objects.filter(pk=edition.pk).update(status=step, **frozen)
    edition.refresh_from_db()
    return edition


def make_approval(
    *,
    edition,
    outcome="approved",
    body="Cedar County Board of Education",
    recorded_by=None,
    **fields,
):
    """A vote on a frozen edition, today, told by an item of the minutes."""
    fields = {"voted_on": timezone.localdate(), "minutes_item": "7.2"} | fields
    return Approval.objects.create(
        edition=edition,
        content_hash=edition.content_hash,
        outcome=outcome,
        body=body,
        recorded_at=timezone.now(),
        recorded_by=recorded_by or make_account(),
        **fields,
    )


def make_picture(*, plan, sha256=None):
    """A stored picture of a plan, to be shown by `<img src="picture/sha256">`."""
    sha256 = sha256 or f"{next(serial):064x}"
    return Picture.objects.create(
        plan=plan, sha256=sha256, file=png(), content_type="image/png", width=2, height=2
    )


def make_course(*, title=None, hours=Decimal("2"), **fields):
    number = next(serial)
    return Course.objects.create(
        code=f"course-{number}", title=title or f"Course {number}", hours=hours, **fields
    )


def make_record(*, person, coalition, course=None, held_on=date(2026, 1, 5), **fields):
    fields.setdefault("hours", Decimal("2"))
    return TrainingRecord.objects.create(
        person=person,
        coalition=coalition,
        course=course or make_course(),
        held_on=held_on,
        entered_at=timezone.now(),
        **fields,
    )


def png(*, size=(2, 2)):
    """A small picture as a file."""
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, "PNG")
    return ContentFile(out.getvalue(), name="picture.png")


def stored(folder):
    """The names of all files under a folder, such as MEDIA_ROOT of a test."""
    return sorted(path.name for path in Path(folder).rglob("*") if path.is_file())


def file(name, content):
    """An upload."""
    return ContentFile(content, name=name)
