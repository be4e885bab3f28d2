"""Four coalitions full of rows, every string of them marked, and an account per role: for the test that walks every URL.

`own` is a school's coalition, `district` that of its district, `sibling` another school's of the same district, `foreign` a
school's in another district. Whatever belongs to a place carries its mark ("zq-own", "zq-sibling", ...); what is restricted
carries "zq-own-secret" too, what is for members "zq-own-inside". So a page that shows what it must not is found by its words.
"""

import io
from datetime import date, timedelta
from functools import cache
from types import SimpleNamespace

import docx
from django.utils import timezone

from coalitions import secrets
from coalitions.actions.roster import Roster
from coalitions.models import Invitation, Membership, PeopleFile, SchoolFile
from coalitions.roles import Role
from plans.models import (
    Approval,
    Draft,
    Passage,
    RestrictedRead,
    Reviewer,
    Revision,
    Section,
    Signature,
    WordFile,
)
from safety_portal.audit.record import record
from safety_portal.notices.models import Message
from tests import builders
from training.models import TrainingFile

TOMORROW = timezone.localdate() + timedelta(days=1)
LEVELS = ("public", "members", "restricted")
HASH = "1" * 64
# A layout that is known, so that the file can be looked at without choosing its columns.
EMPTY_ROSTER = Roster("OneRoster", "oneroster", False, True, [], {}, {}, [], 0).told()
SCHOOLS_CSV = b"NCES School ID,School Name,NCES District ID,District Name,State\n120000100001,Zq,1200001,Zq,FL\n"


class World:
    """The four places by name, the operator, those who are members of nothing, and accounts that hold several roles."""

    def __init__(self):
        self.places, self.nobody, self.operator, self._holding = {}, {}, None, {}

    def holding(self, name, roles):
        """The account that holds exactly these roles in a place; one role is played by its cast."""
        place = self.places[name]
        if len(roles) == 1:
            return place.cast[min(roles)]
        if (name, roles) not in self._holding:
            account = builders.make_account(name=f"{place.mark}-many")
            for role in sorted(roles):
                builders.make_member(coalition=place.coalition, role=role, account=account)
            self._holding[name, roles] = account
        return self._holding[name, roles]

    def accounts(self):
        """Every account of the casts of `own` and `district`, and those that hold several roles there."""
        casts = [account for name in ("own", "district") for account in self.places[name].cast.values()]
        return [*casts, *self._holding.values()]


def make_world():
    """The four places, the casts of `own` and of `district`, and those who are nobody here."""
    district = builders.make_district(name="zq-district")
    elsewhere = builders.make_district(name="zq-foreign", state="WA")
    world = World()
    for name, scope in (("district", None), ("own", district), ("sibling", district), ("foreign", elsewhere)):
        place = {"school": builders.make_school(district=scope, name=f"zq-{name}")} if scope else {"district": district}
        world.places[name] = make_place(name, **place)
    world.nobody = {
        "stranger": builders.make_account(name="Stranger"),
        "gone": builders.make_member(coalition=world.places["own"].coalition, role=Role.ADMINISTRATOR, name="Gone"),
    }
    Membership.objects.filter(person__account=world.nobody["gone"]).update(ends_on=timezone.localdate())
    world.operator = builders.make_account(name="Operator", is_superuser=True, is_staff=True)
    return world


def make_place(name, **scope):
    """One coalition with its cast (place.cast[role]) and one of everything that an address can name."""
    mark = f"zq-{name}"
    coalition = builders.make_coalition(slug=name, name=f"{mark}-team", **scope)
    place = SimpleNamespace(name=name, mark=mark, coalition=coalition, cast={}, at={})
    place.seat = builders.make_seat(coalition=coalition, title=f"{mark}-seat", roles=["fire"])
    place.agency = builders.make_agency(
        district=coalition.district, name=f"zq-{'foreign' if name == 'foreign' else 'district'}-agency-{len(name)}"
    )
    for role in Role:
        extra = {"seat": place.seat, "agency": place.agency} if role == Role.FIRE else {}
        place.cast[role.value] = builders.make_member(
            coalition=coalition, role=role, name=f"{mark}-{role.value}", title=f"{mark}-title", **extra
        )
    place.administrator = place.cast["administrator"]
    _add_people(place)
    _add_plans(place)
    _add_training(place)
    _add_messages(place)
    return place


def membership_of(place, role):
    """The membership of the cast's account in a role."""
    return Membership.objects.get(person__account=place.cast[role], coalition=place.coalition, role=role)


def _add_people(place):
    coalition, now = place.coalition, timezone.now()
    place.token = f"token-of-{place.name}"
    place.invitation = Invitation.objects.create(
        coalition=coalition,
        email=f"{place.mark}@example.org",
        name=f"{place.mark}-invited",
        role=Role.STAFF,
        token_hash=secrets.hash_of(place.token),
        created_at=now,
        created_by=place.administrator,
        expires_at=now + timedelta(days=7),
    )
    place.membership, place.seated = membership_of(place, "teacher"), membership_of(place, "fire")
    place.designation = builders.make_designation(
        holder=place.seated, designee=membership_of(place, "ems"), by=place.administrator, because=f"{place.mark}-why"
    )
    place.colleague = membership_of(place, "staff").person
    place.school = coalition.school or builders.make_school(district=coalition.district, name=f"{place.mark}-unformed")
    place.school_file = SchoolFile.objects.create(
        name=f"{place.mark}-schools.csv", owner=place.administrator, content=SCHOOLS_CSV, uploaded_at=now
    )
    place.people_file = PeopleFile.objects.create(
        coalition=coalition,
        name=f"{place.mark}-people.zip",
        owner=place.administrator,
        source="oneroster",
        content={"roster": EMPTY_ROSTER, "source": "oneroster"},
        uploaded_at=now,
    )
    record(by=place.administrator, action="membership.ended", subject=place.membership, scope=coalition)


def _sections(edition, mark, *, words):
    """A section of each level, the restricted one also a protocol; their text says whose and how secret it is."""
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


def _add_plans(place):
    """A plan with an edition in force and the next in review, and one that waits for signatures."""
    administrator, now = place.administrator, timezone.now()
    place.plan = builders.make_plan(coalition=place.coalition, title=f"{place.mark}-plan", created_by=administrator)
    builders.make_picture(plan=place.plan, sha256=HASH)
    first = builders.make_edition(plan=place.plan)
    before = _sections(first, place.mark, words="first")
    # Restricted in the edition in force, open to members in the next: what it said before stays restricted.
    was_secret = builders.make_section(
        edition=first,
        title="Opened up",
        html=f"<p>{place.mark}-secret before</p>",
        number="4",
        sensitivity="restricted",
    )
    # For members in the edition in force, taken out of the next.
    builders.make_section(edition=first, title="Taken out", html=f"<p>{place.mark}-inside out</p>", number="5")
    builders.force_status(first, "in_force")
    first.in_force_at, first.in_force_by, first.review_due_on = now, administrator, TOMORROW
    first.save(update_fields=["in_force_at", "in_force_by", "review_due_on"])
    second = builders.make_edition(plan=place.plan, number=2, based_on=first)
    sections = _sections(second, place.mark, words="second")
    for level, section in sections.items():
        Section.objects.filter(pk=section.pk).update(lineage=before[level].lineage, change="material")
    builders.make_section(
        edition=second, title="Opened up", html="<p>Open now</p>", number="4", lineage=was_secret.lineage
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
        file=place.word_file, position=1, level=1, title=f"{place.mark}-passage", html="<p>Lock the door.</p>", words=4
    )
    _add_signatures(place)
    RestrictedRead.objects.create(
        section=before["restricted"],
        section_title=before["restricted"].title,
        coalition_id=place.coalition.pk,
        account=place.cast["sro"],
        reader_name=f"{place.mark}-sro",
        role="sro",
        way="opened",
        read_at=now,
    )


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
    place.reviewer = Reviewer.objects.create(round=round_, membership=membership_of(place, "fire"), due_on=TOMORROW)
    for level, section in sections.items():
        words = {"public": "", "members": "-inside", "restricted": "-secret"}[level]
        text, officer = f"{place.mark}{words}", membership_of(place, "sro")
        comment = builders.make_comment(section=section, membership=officer, body=f"{text}-comment", quote=text)
        redline = f"<p><ins>{text}-suggested</ins></p>"
        suggestion = builders.make_suggestion(section=section, membership=officer, redline=redline, why=f"{text}-why")
        if level == "members":
            place.comment, place.suggestion = comment, suggestion
            # Said while the section was restricted: it stays for those who read that.
            secret = {"section": section, "membership": officer, "sensitivity": "restricted"}
            builders.make_comment(**secret, body=f"{place.mark}-secret-said", quote=f"{place.mark}-secret-quote")
            builders.make_suggestion(**secret, redline=f"<p><del>{place.mark}-secret-words</del></p>")
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
    plan = builders.make_plan(coalition=place.coalition, title=f"{place.mark}-signing", created_by=place.administrator)
    edition = builders.make_edition(plan=plan)
    sections = _sections(edition, place.mark, words="to sign")
    builders.force_status(edition, "awaiting_signatures")
    asked = {"edition": edition, "content_hash": edition.content_hash, "asked_at": timezone.now(), "due_on": TOMORROW}
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


def _add_training(place):
    teacher = membership_of(place, "teacher").person
    place.record = builders.make_record(
        person=teacher,
        coalition=place.coalition,
        held_on=date(2026, 1, 5),
        entered_by=place.cast["sro"],
        note=f"{place.mark}-note",
        certificate=builders.png(),
        certificate_name=f"{place.mark}-certificate.png",
    )
    place.training_file = TrainingFile.objects.create(
        coalition=place.coalition,
        person=teacher,
        name=f"{place.mark}-transcript.csv",
        owner=place.cast["sro"],
        content=b"Date,Course,Hours\n1/5/2026,Bleeding control,2\n",
        uploaded_at=timezone.now(),
    )


def _add_messages(place):
    place.message = Message.objects.create(
        dedupe_key=f"{place.mark}-message",
        kind="invitation",
        scope=place.coalition.pk,
        account=place.cast["teacher"],
        to_name=f"{place.mark}-teacher",
        to_address=f"{place.mark}@example.org",
        subject=f"{place.mark}-subject",
        text=f"{place.mark}-inside-text",
        due_at=timezone.now(),
    )
