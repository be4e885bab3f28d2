"""What stands for each argument of an action in a place of world.py: a row, or plain words.

An argument is known by its name, because the house gives a thing one name; where two nouns mean
different things by it, by noun and name.
"""

import uuid
from datetime import timedelta
from types import SimpleNamespace

from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.community.texts import OwnText
from coalitions.programs.here import EntryHere
from coalitions.schools.models import School
from plans.assessments.starter import starters
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from plans.history.models import Revision
from tests import builders, bulletins, championing
from tests.briefing import seen
from tests.everywhere.arguments_drills import DRILLS
from tests.everywhere.arguments_risks import RISKS
from tests.everywhere.world_community import INTRODUCTION
from tests.everywhere.world_plans import membership_of
from tests.meeting import details
from tests.programs import entry_text
from tests.public_records import make_offer
from tests.publishing import choices


class NotKnown(LookupError):
    """No test knows what an argument is."""


def _edition(place):
    at = place.at["in_review"]
    editions = Edition.objects.select_related("plan__coalition")
    return editions.get(plan=at["plan"], number=at["edition"])


def _section(place):
    pk = place.at["in_review"]["sections"]["public"].pk
    return Section.objects.select_related("edition__plan__coalition").get(pk=pk)


def _entry(place):
    return EntryHere(
        place.coalition, place.program_entry.code, entry_text(), own=place.program_entry
    )


def _in_a_week(place):
    return timezone.localdate() + timedelta(days=7)


def _words(place):
    return "Because it is so."


def _nothing(place):
    """What is never looked at: who does it is asked before."""


ROWS = {
    "coalition": lambda place: place.coalition,
    "seat": lambda place: place.seat,
    "agreement": lambda place: place.agreement,
    "paper": lambda place: place.secret_paper,
    "assignment": lambda place: place.assignment,
    "contact": lambda place: place.contact,
    ("bulletins", "here"): lambda place: bulletins.here(place.bulletin),
    ("bulletins", "bulletin"): lambda place: place.bulletin.pk,
    ("bulletins", "people"): lambda place: [],
    "recipients": lambda place: [],
    "told": _nothing,
    ("contacts", "role"): lambda place: place.contact_role,
    ("contacts", "place"): lambda place: place.contact_place,
    ("contacts", "told"): _nothing,
    "shown": lambda place: seen(place.brief),
    ("briefs", "answer"): lambda place: place.brief_answer,
    ("briefs", "answers"): _nothing,
    ("briefs", "saves"): lambda place: 1,
    ("briefs", "publish_on"): _nothing,
    ("briefs", "briefs"): lambda place: [],
    ("briefs", "starters"): lambda place: {},
    ("briefs", "may_publish"): lambda place: False,
    ("community", "saves"): lambda place: place.page.saves,
    ("community", "choices"): lambda place: choices(phone="555-0111"),
    ("community", "seen"): lambda place: "f" * 64,
    ("community", "shown"): lambda place: "f" * 64,
    ("community", "own"): lambda place: OwnText("introduction", "Introduction", INTRODUCTION),
    ("community", "of_hash"): lambda place: place.of_hash,
    ("community", "spanish"): lambda place: "Lo que todos pueden saber.",
    ("community", "membership"): lambda place: place.seated,
    "asked": lambda place: place.join_request,
    "talk": lambda place: place.talk,
    ("champions", "here"): lambda place: championing.here(place.cast["staff"], place.coalition),
    ("champions", "people"): lambda place: 12,
    ("champions", "wanted"): lambda place: "champion",
    ("champions", "about"): _words,
    **DRILLS,
    **RISKS,
    "answerer": _nothing,
    **dict.fromkeys(["answer_days", "keep_days"], lambda place: 30),
    "program": lambda place: place.recommended_program,
    "here": _entry,
    ("programs", "decision"): lambda place: place.program_decision,
    ("programs", "text"): lambda place: entry_text(),
    ("programs", "saves"): lambda place: 1,
    ("programs", "title"): lambda place: "Say something card",
    ("programs", "measures"): lambda place: [],
    ("programs", "numbers"): lambda place: {},
    "leader": lambda place: membership_of(place, "sro").person,
    ("programs", "review_every"): lambda place: "yearly",
    ("programs", "outcome"): lambda place: "keep",
    ("programs", "goal"): lambda place: 4,
    ("public_records", "request"): lambda place: place.records_request,
    ("public_records", "offer"): lambda place: make_offer(),
    ("school_facts", "answers"): lambda place: {"buses": ["own"]},
    ("calendars", "year"): lambda place: place.school_year,
    ("calendars", "span"): lambda place: place.year_span,
    ("calendars", "file"): lambda place: place.calendar_file,
    "district": lambda place: place.coalition.district,
    "site": lambda place: place.site,
    "rehearsal": lambda place: place.rehearsal,
    "kit": lambda place: place.kit,
    "holders": lambda place: [],
    "agency": lambda place: place.agency,
    "membership": lambda place: place.membership,
    "memberships": lambda place: [place.membership],
    "holder": lambda place: place.seated,
    "designee": lambda place: place.membership,
    "designation": lambda place: place.designation,
    "meeting": lambda place: place.meeting,
    "line": lambda place: place.lines["held"]["members"],
    ("meetings", "decision"): lambda place: place.meeting_decision,
    "invitee": lambda place: place.invitee,
    "details": lambda place: details(),
    "people": lambda place: [place.colleague],
    "lines": lambda place: [],
    "offered": lambda place: [],
    "follows": _nothing,
    "texts": lambda place: {},
    ("meetings", "file"): lambda place: SimpleNamespace(sha256="0" * 64),
    ("meetings", "kind"): lambda place: "coalition",
    ("meetings", "answer"): lambda place: "comes",
    "invitation": lambda place: place.invitation,
    "person": lambda place: place.colleague,
    "kept": lambda place: place.colleague,
    "gone": lambda place: place.membership.person,
    "account": lambda place: place.administrator,
    "school": lambda place: School.objects.select_related("district").get(pk=place.school.pk),
    "plan": lambda place: place.plan,
    "edition": _edition,
    "section": _section,
    "sections": lambda place: [_section(place)],
    "revision": lambda place: Revision(section=_section(place), version=1),
    "assessment": lambda place: place.assessment,
    "finding": lambda place: place.finding,
    "report": lambda place: place.outside_report,
    "mark": lambda place: place.step_mark,
    ("loops", "step"): lambda place: "section_changed",
    ("findings", "file"): lambda place: SimpleNamespace(sha256="1" * 64),
    ("assessments", "text"): lambda place: starters()[0],
    "lead": lambda place: membership_of(place, "sro"),
    "round": lambda place: place.reviewer.round,
    "reviewer": lambda place: place.reviewer,
    "reviewers": lambda place: [(place.membership, [])],
    "signature": lambda place: place.signature,
    "signatures": lambda place: [place.signature],
    "fingerprint": lambda place: place.signature.content_hash,
    "fingerprints": lambda place: {place.signature.pk: place.signature.content_hash},
    "approval": lambda place: place.approval,
    "comment": lambda place: place.comment,
    "suggestion": lambda place: place.suggestion,
    "record": lambda place: place.record,
    "records": lambda place: [place.record],
    "session": lambda place: UserSession(user=place.cast["sro"]),
    ("accounts", "account"): lambda place: place.cast["sro"],
    "linked": lambda place: SocialAccount(user=place.administrator),
    "identity": _nothing,
    "course": lambda place: place.record.course,
    ("action_items", "item"): lambda place: place.item,
    ("required_changes", "item"): lambda place: place.item,
    ("required_changes", "change"): lambda place: place.required_change,
    "owner": lambda place: place.colleague,
    "accepter": lambda place: place.colleague,
    ("agreements", "file"): lambda place: builders.file("signed.pdf", b"%PDF-1.7 signed"),
    ("word_in", "file"): lambda place: place.word_file,
    ("rosters", "file"): lambda place: place.people_file,
    ("directory_import", "file"): lambda place: place.school_file,
    ("transcripts", "file"): lambda place: place.training_file,
    ("editions", "upload"): lambda place: SimpleNamespace(sha256="0" * 64),
    ("signing", "scan"): lambda place: builders.file("page.pdf", b"%PDF-1.7 page"),
    ("invitations", "people"): lambda place: [{"email": "new@example.org", "role": Role.STAFF}],
}
VALUES = {
    **dict.fromkeys(
        [
            *("on", "until", "due_on", "last_on", "voted_on", "signed_on"),
            *(
                "starts_on",
                "started_on",
                "ends_on",
                "review_due_on",
                "amended_on",
                "reviewed_on",
                "next_review_on",
            ),
        ],
        _in_a_week,
    ),
    **dict.fromkeys(
        ["held_on", "measured_on", "received_on", "closed_on", "begins_on"],
        lambda place: timezone.localdate(),
    ),
    "now": lambda place: timezone.now(),
    # What follows from what the action does, as the noun that may know both says it.
    "then": lambda place: lambda **facts: None,
    "email": lambda place: "new@example.org",
    "administrator_email": lambda place: "new@example.org",
    "role": lambda place: Role.STAFF,
    "html": lambda place: "<p>Lock every door.</p>",
    "number": lambda place: "1",
    "hours": lambda place: 1,
    **dict.fromkeys(["base_version", "version", "review_months"], lambda place: 1),
    "direction": lambda place: "up",
    **dict.fromkeys(["sequence", "place", "agenda_days", "quorum_percent"], lambda place: 1),
    **dict.fromkeys(["is_present", "is_open", "is_more_better", "is_share"], lambda place: True),
    "wanted": lambda place: "decide",
    "change": lambda place: "material",
    ("reunification", "role"): lambda place: "lead",
    ("reunification", "kind"): lambda place: "functional",
    ("reunification", "place"): lambda place: "Shelf 9",
    ("reunification", "people"): lambda place: 12,
    "which": lambda place: "alternate",
    "items": lambda place: ["radios"],
    **dict.fromkeys(["met", "found"], lambda place: []),
    **dict.fromkeys(["walked_on", "checked_on"], lambda place: timezone.localdate()),
    "takes_place_on": _in_a_week,
    **dict.fromkeys(["first_day", "last_day"], _in_a_week),
    "label": lambda place: "Snow",
    "minutes_to_first_release": lambda place: 55,
    ("assessments", "kind"): lambda place: "whole",
    ("assessments", "answer"): lambda place: "yes",
    ("assessments", "item"): lambda place: "building.01",
    "key": lambda place: uuid.uuid4(),
    "dated_on": lambda place: timezone.localdate(),
    ("openings", "page"): lambda place: "school",
    ("openings", "told"): lambda place: [],
    ("bulletins", "places"): lambda place: [place.coalition],
    ("bulletins", "way"): lambda place: "opened",
    ("bulletins", "why"): lambda place: "again",
    "certainty": lambda place: "likely",
    "bulletin_days": lambda place: 365,
    "expires_on": _in_a_week,
    **dict.fromkeys(["asks_reading", "asks_again"], lambda place: False),
    "zone": lambda place: "UTC",
    "layer": lambda place: "building",
    "planned_on": _in_a_week,
    "answered_at": lambda place: timezone.now(),
    "sha256": lambda place: "0" * 64,
    "photo": lambda place: builders.file("photo.png", b"none"),
    **dict.fromkeys(["position", "instead_of"], lambda place: 1),
    **dict.fromkeys(["is_confirmed", "in_order"], lambda place: True),
    "decision": lambda place: "approves",
    "outcome": lambda place: "approved",
    "sensitivity": lambda place: "members",
    **dict.fromkeys(["ladder", "filled_by_roles", "protocol_for", "roles"], lambda place: []),
    **dict.fromkeys(["end", "carry", "plans"], lambda place: []),
    **dict.fromkeys(["is_chair", "is_local_champion", "signs_plan"], lambda place: False),
    "recommended_minimum": lambda place: 1,
    **dict.fromkeys(
        ["chosen", "choices", "mapping", "counts", "schools", "parties", "days"], lambda place: {}
    ),
    "content": lambda place: b"",
}
WORDS = (
    *("name", "title", "phone", "body", "words", "typed_name", "approving_board", "kind"),
    *("because", "reason", "why", "what", "how_checked", "answer", "seen"),
    *("source", "terms", "outcome", "guests", "text"),
    *("for_whom", "description", "reasons", "costs"),
    *("location", "way", "road", "power", "walked_with", "note", "practised", "learned", "looked"),
    *("ask", "legal_basis", "asked_by", "asked_for", "audience"),
)
# Read from a file by a reader of its noun.
FROM_FILES = ("read", "roster", "directory", "parsed_plan", "transcript", "about")


def argument(name, *, noun, place):
    """What stands for the argument `name` of an action of `noun`. Raises NotKnown."""
    known = ROWS | VALUES | dict.fromkeys(WORDS, _words) | dict.fromkeys(FROM_FILES, _nothing)
    make = known.get((noun, name), known.get(name))
    if make is None:
        raise NotKnown(f"Say in tests/everywhere/arguments.py what {name} is to actions of {noun}.")
    return make(place)
