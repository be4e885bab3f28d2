"""Actions on agreements as tests ask for them: with something for every argument."""

from datetime import timedelta

from django.utils import timezone

from coalitions.agreements.actions import assigning, keeping, recording
from coalitions.agreements.models.agreement import Agreement
from safety_portal.core.audit.models import AuditRow
from tests.agreeing import make_agreement

TODAY = timezone.localdate()
DAY = timedelta(days=1)


def told(coalition, **changed):
    """What a paper says, as record_agreement is told it."""
    given = {
        "kind": "law_enforcement",
        "title": "SRO program",
        "terms": "One officer during school hours.",
        "schools": [coalition.school],
        "parties": [{"name": "Sheriff", "agency": None, "signed_by": "Ellen Prudhomme"}],
        "signed_on": TODAY - DAY,
        "starts_on": TODAY,
        "review_due_on": None,
        "ends_on": TODAY + 700 * DAY,
    }
    return given | changed


def fresh(agreement, *, on=TODAY):
    return Agreement.objects.with_standing(on).get(pk=agreement.pk)


def audited():
    return [row.action for row in AuditRow.objects.order_by("pk")]


def recorded(coalition, by, **changed):
    return recording.record_agreement(coalition=coalition, by=by, **told(coalition, **changed))


def change(agreement, by, *, version=None, **changed):
    said = told(agreement.coalition, **changed)
    return recording.change_agreement(
        agreement=agreement, by=by, version=version or agreement.version, **said
    )


def renewed(agreement, by, **changed):
    said = told(agreement.coalition, **{"starts_on": TODAY + DAY} | changed)
    return recording.renew_agreement(agreement=agreement, by=by, **said)


def amend(agreement, by, **changed):
    given = {"amended_on": TODAY, "because": "Larkspur was added.", "version": agreement.version}
    given |= {"terms": agreement.terms, "schools": [*agreement.schools.all()]}
    given |= {"review_due_on": agreement.review_due_on, "ends_on": agreement.ends_on}
    return keeping.amend_agreement(agreement=agreement, by=by, **given | changed)


def review(agreement, by, **changed):
    given = {"reviewed_on": TODAY, "outcome": "No change.", "next_review_on": TODAY + 365 * DAY}
    return keeping.review_agreement(agreement=agreement, by=by, **given | changed)


def end(agreement, by, *, last_on=TODAY, because="The hall was sold."):
    return keeping.end_agreement(agreement=agreement, by=by, last_on=last_on, because=because)


def withdraw(agreement, by, *, because="Another partner."):
    return keeping.withdraw_agreement(agreement=agreement, by=by, because=because)


def assign(coalition, by, person, **changed):
    given = {"schools": [coalition.school], "days": ["monday"], "starts_on": TODAY}
    given |= {"ends_on": None, "agreement": None, "person": person}
    return assigning.assign_officer(coalition=coalition, by=by, **given | changed)


def standing_as(code, coalition, by):
    """An agreement that stands as a code of Standing today."""
    closed = {"closed_at": timezone.now(), "closed_by": by, "closed_because": "Sold."}
    yesterday = TODAY - DAY
    fields = {
        "draft": {"signed_on": None},
        "to_come": {"starts_on": TODAY + DAY, "signed_on": TODAY},
        "in_force": {},
        "review_due": {"review_due_on": TODAY},
        "ending": {"ends_on": TODAY},
        "ended": {"ends_on": yesterday},
        "closed": {"ends_on": yesterday, "ended_early_on": yesterday, **closed},
        "replaced": {},
        "withdrawn": {"signed_on": None, **closed},
    }
    agreement = make_agreement(coalition=coalition, **fields[code])
    if code == "replaced":
        make_agreement(
            coalition=coalition, starts_on=TODAY, replaces=agreement, first=agreement, title="Next"
        )
    return fresh(agreement)
