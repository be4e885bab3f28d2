"""Two years of training in the demo.

Current, expiring, expired, waiting to be verified, returned, withdrawn.
"""

from collections import defaultdict
from datetime import timedelta

from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from safety_portal.demo.history import days_ago, recorded_at
from training.courses.models import Course
from training.records.actions import recording, verifying
from training.records.models import TrainingRecord

# role: (course code, days ago it was held, for every nth member only); more than its validity ago
# is expired.
TRAINED = {
    Role.SRO: [
        ("nasro_basic", 610, 1),
        ("fema_is_100", 700, 1),
        ("cpr_aed", 707, 1),
        ("stop_the_bleed", 120, 1),
    ],
    Role.SECURITY_OFFICER: [("nasro_security_officer", 400, 1), ("cpr_aed", 60, 1)],
    Role.TEACHER: [("cpr_aed", 690, 2), ("suicide_gatekeeper", 200, 1), ("stop_the_bleed", 90, 3)],
    Role.STAFF: [("cpr_aed", 745, 2), ("first_aid", 300, 3)],
    Role.HEALTH: [("cpr_aed", 150, 1), ("epinephrine_seizure", 150, 1), ("naloxone", 380, 2)],
    Role.MENTAL_HEALTH: [("suicide_gatekeeper", 240, 1), ("pfa_schools", 500, 1)],
    Role.ADMINISTRATOR: [
        ("fema_is_100", 650, 1),
        ("fema_is_362", 640, 1),
        ("threat_assessment", 420, 2),
    ],
}


def make_records(world):
    """Log what each role trained, have each course of a coalition verified some days later, and
    leave the newest open.
    """
    courses = {course.code: course for course in Course.objects.filter(coalition=None)}
    for slug, coalition in world.coalitions.items():
        verifier = world.principals.get(slug, world.dana)
        for (account, _), records in _logged(world, coalition, courses, verifier).items():
            _verify(records, account)
    _waiting(world, courses)


def _logged(world, coalition, courses, verifier):
    """[(days ago, record)] by who will verify them and by course.

    Nobody verifies what they trained themselves.
    """
    logged = defaultdict(list)
    members = Membership.objects.current(timezone.localdate()).filter(coalition=coalition)
    members = members.select_related("person__account")
    for number, member in enumerate(members.order_by("pk")):
        own = member.person.account == verifier
        if own and verifier != world.dana:
            continue  # a principal alone has nobody to do it
        by = world.accounts["marian"] if own else verifier
        for code, ago, every in TRAINED.get(member.role, ()):
            if number % every == 0:
                days = ago + number % 20
                logged[by, code].append((days, _trained(member, courses[code], days)))
    return logged


def _trained(member, course, ago):
    """A record of a course held that many days ago and entered two days later."""
    return _entered(member.person, member.coalition, course, ago, member.person.account, entered=2)


def _verify(records, account):
    """Verify (days ago, record) together, three days after the last was entered."""
    latest = min(ago for ago, _ in records)
    with recorded_at(days_ago(latest - 5)) as moment:
        verifying.verify_records(records=[record for _, record in records], by=account, now=moment)


def _waiting(world, courses):
    """Entered in the last days and not verified yet; one returned for a reason, one withdrawn."""
    district = world.coalitions["cedar-county"]
    for key, code, ago in [
        ("ray", "cit_40", 6),
        ("bianca", "first_aid", 9),
        ("joan", "youth_mhfa", 12),
        ("priya", "cpr_aed", 3),
        ("marcus", "first_aid", 15),
    ]:
        account = world.accounts[key]
        record = _entered(account.people.get(), district, courses[code], ago, account, entered=1)
        if key == "joan":
            with recorded_at(days_ago(8)) as moment:
                reason = "The certificate is missing. Attach a photo of it."
                verifying.return_record(record=record, reason=reason, by=world.dana, now=moment)
        if key == "marcus":
            with recorded_at(days_ago(13)):
                recording.withdraw_record(record=record, reason="Entered twice.", by=account)


def _entered(person, coalition, course, ago, account, *, entered):
    """A record of a course held that many days ago, entered so many days after by the account."""
    with recorded_at(days_ago(ago - entered)) as moment:
        record = recording.log_training(
            person=person,
            coalition=coalition,
            course=course,
            held_on=timezone.localdate() - timedelta(days=ago),
            hours=course.hours or 4,
            by=account,
            on=timezone.localdate(moment),
        )
        TrainingRecord.objects.filter(pk=record.pk).update(entered_at=moment)
    return record
