"""Rows to ask about, in places of world.py.

One of each kind, and one for each of the cast wherever it is somebody's.

Each function brings a row of `place` to `asker` through what the asker may see, or raises Http404.
`role` says whose it is, where the row belongs to one of the place's cast.
"""

from functools import cache

from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.coalition import queries
from coalitions.memberships import queries as memberships_queries
from coalitions.memberships.models.membership import Membership
from coalitions.people import queries as people_queries
from coalitions.seats import queries as seats_queries
from plans.approvals import queries as approvals_queries
from plans.comments import queries as comments_queries
from plans.editions import queries as editions_queries
from plans.editions.lifecycle import EditionStatus
from plans.review import queries as review_queries
from plans.review.models import Reviewer
from plans.signing import queries as signing_queries
from plans.signing.models import Signature
from plans.word_in import queries as word_in_queries
from tests import builders
from tests.everywhere.world_plans import LEVELS, TOMORROW
from training.records.queries import fetch_record
from training.transcripts.models import TrainingFile
from training.transcripts.queries import fetch_training_file


def held(place, role):
    """The membership of one of the cast, read once: nothing here changes it."""
    kept = place.__dict__.setdefault("held_by_role", {})
    if role not in kept:
        kept[role] = Membership.objects.get(
            person__account=place.cast[role], coalition=place.coalition
        )
    return kept[role]


def add_plans(place):
    """Editions in four states, three levels in each; every section is a protocol for everybody."""
    place.editions, place.sections, place.comments, place.suggestions = {}, {}, {}, {}
    for status in ("drafting", "in_review", "awaiting_signatures", "in_force"):
        made = builders.make_edition(
            plan=builders.make_plan(coalition=place.coalition, title=status)
        )
        for level in LEVELS:
            place.sections[status, level] = builders.make_section(
                edition=made, sensitivity=level, protocol_for=Role.values
            )
        place.decided = builders.force_status(made, status)
        place.editions[status] = {
            "coalition": place.coalition.slug,
            "plan": made.plan_id,
            "edition": 1,
        }
    for level in LEVELS:
        said = {"section": place.sections["in_force", level], "membership": held(place, "sro")}
        place.comments[level] = builders.make_comment(**said, body="Where?")
        place.suggestions[level] = builders.make_suggestion(**said)


def add_what_is_somebodys(place):
    """To each of the cast.

    A review with the restricted section, a seat to sign, a training record.
    """
    now = place.decided.created_at
    secret, signing = (
        place.sections["in_review", "restricted"],
        place.sections["awaiting_signatures", "public"].edition,
    )
    round_ = builders.make_round(edition=secret.edition)
    asked = {
        "edition": signing,
        "seat_title": "Seat",
        "content_hash": "0" * 64,
        "asked_at": now,
        "due_on": TOMORROW,
    }
    place.reviewers, place.asked, place.records, place.transcripts = {}, {}, {}, {}
    place.vote = builders.make_approval(edition=signing, recorded_by=place.administrator)
    for role in place.cast:
        member = held(place, role)
        place.reviewers[role] = Reviewer.objects.create(
            round=round_, membership=member, due_on=TOMORROW
        )
        place.reviewers[role].sections.add(secret)
        place.asked[role] = Signature.objects.create(membership=member, **asked)
        place.records[role] = builders.make_record(person=member.person, coalition=place.coalition)
        brought = {
            "coalition": place.coalition,
            "owner": place.cast[role],
            "content": b"-",
            "uploaded_at": timezone.now(),
        }
        place.transcripts[role] = [
            TrainingFile.objects.create(name="transcript.csv", person=whose, **brought)
            for whose in (member.person, None)
        ]
    colleague = builders.make_member(coalition=place.coalition).people.get()
    place.records["colleague"] = builders.make_record(person=colleague, coalition=place.coalition)


def nothing(asker, place, role):
    return None


def coalition(asker, place, role):
    return queries.fetch_coalition(asker, coalition=place.coalition.slug)


def account(asker, place, role):
    return place.cast[role]


def membership(asker, place, role):
    return memberships_queries.fetch_membership(
        asker, coalition=place.coalition.slug, membership=held(place, role).pk
    )


def record_here(asker, place, role):
    """Somebody's record on the pages of the coalition."""
    return people_queries.fetch_person(
        asker, coalition=place.coalition.slug, person=held(place, role).person_id
    )


def two_records(asker, place, role):
    """The same with the record of a colleague, of the same coalition."""
    here, colleague = record_here(asker, place, role), place.records["colleague"].person
    return people_queries.RecordPair(here.person, here.coalition, colleague)


def person(asker, place, role):
    return record_here(asker, place, role).person


def designation(asker, place, role):
    """The fire chief lets the paramedic sign."""
    return memberships_queries.fetch_designation(
        asker, coalition=place.coalition.slug, designation=place.designation.pk
    )


def seat(asker, place, role):
    return seats_queries.fetch_seat(asker, coalition=place.coalition.slug, seat=place.seat.pk)


def school(asker, place, role):
    """The same without its district's coalition."""
    return school_here(asker, place, role).school


def school_here(asker, place, role):
    """A school as the district's coalition sees it; nobody formed one in the foreign district."""
    of_district = "foreign" if place.name == "foreign" else "district"
    return queries.fetch_school(asker, coalition=of_district, school=place.school.pk)


def plan(asker, place, role):
    return editions_queries.fetch_plan(
        asker, coalition=place.coalition.slug, plan=place.decided.plan_id
    )


@cache
def edition(status):
    def fetched(asker, place, role):
        return editions_queries.fetch_edition(asker, **place.editions[status])

    return fetched


@cache
def section(level, status=EditionStatus.IN_FORCE):
    def fetched(asker, place, role):
        return editions_queries.fetch_section(
            asker, **place.editions[status], section=place.sections[status, level].pk
        )

    return fetched


@cache
def comment(level):
    """One that the place's officer made on what is in force."""

    def fetched(asker, place, role):
        return comments_queries.fetch_comment(
            asker, **place.editions["in_force"], comment=place.comments[level].pk
        )

    return fetched


@cache
def suggestion(level):
    """One that the place's officer made for what is in force now."""

    def fetched(asker, place, role):
        return comments_queries.fetch_suggestion(
            asker, **place.editions["in_force"], suggestion=place.suggestions[level].pk
        )

    return fetched


def reviewer(asker, place, role):
    return review_queries.fetch_reviewer(
        asker, **place.editions["in_review"], reviewer=place.reviewers[role].pk
    )


def signature(asker, place, role):
    return signing_queries.fetch_signature(
        asker, **place.editions["awaiting_signatures"], signature=place.asked[role].pk
    )


def signature_of_fire(asker, place, role):
    """The fire chief's, whoever asks."""
    return signature(asker, place, "fire")


def approval(asker, place, role):
    return approvals_queries.fetch_approval(
        asker, **place.editions["awaiting_signatures"], approval=place.vote.pk
    )


def record(asker, place, role):
    return fetch_record(asker, coalition=place.coalition.slug, record=place.records[role].pk)


def record_of_teacher(asker, place, role):
    return record(asker, place, "colleague")


def word_file(asker, place, role):
    return word_in_queries.fetch_word_file(
        asker, coalition=place.coalition.slug, file=place.word_file.pk
    )


def transcript(asker, place, role):
    """One's own transcript."""
    return fetch_training_file(
        asker, coalition=place.coalition.slug, file=place.transcripts[role][0].pk
    )


def transcript_of_many(asker, place, role):
    """A list that one brought, whose rows say whose training it is."""
    return fetch_training_file(
        asker, coalition=place.coalition.slug, file=place.transcripts[role][1].pk
    )
