"""Hazards are chosen, proposed, decided on, accepted and set aside."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from plans.risks.actions.choosing import add_own_hazard, choose_hazards, set_aside
from plans.risks.actions.weighing import accept, decide, propose
from plans.risks.models.risk import OwnHazard, Risk
from plans.risks.models.weighing import Acceptance, Weighing
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders, risking

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def choose(site, *hazards, building="", by=None):
    return choose_hazards(
        coalition=site.school, building=building, hazards=hazards, by=by or site.administrator
    )


def decided(risk, site, *scores, seen=None, people=(), **said):
    return decide(
        risk=risk,
        weighed=risking.weighed(*scores, **said),
        people=list(people),
        seen=seen,
        by=site.administrator,
    )


def actions(risk):
    return [row.action for row in AuditRow.objects.about(risk).order_by("pk")]


# ------------------------------------------------------------------ choosing


def test_chosen_hazards_wait_for_a_decision(site):
    tornado, flood = choose(site, "tornado", "flood")
    assert [each.title for each in Risk.objects.to_decide()] == ["Tornado", "Flood"]
    assert actions(tornado) == actions(flood) == ["risk.chosen"]


def test_choosing_the_same_again_changes_nothing(site):
    choose(site, "tornado")
    assert choose(site, "tornado", "tornado") == []
    assert Risk.objects.count() == 1


def test_a_building_is_weighed_for_itself_under_one_name(site):
    choose(site, "tornado")
    (gym,) = choose(site, "tornado", building="Gym")
    (flood,) = choose(site, "flood", building="  GYM ")
    assert str(gym) == "Tornado, Gym"
    assert flood.building == "Gym"
    assert choose(site, "tornado", building="gym") == []


@pytest.mark.parametrize("codes", [(), ("dragons",), ("",)])
def test_what_is_no_hazard_is_refused(site, codes):
    with pytest.raises(Refused):
        choose(site, *codes)
    assert not Risk.objects.exists()


def own(site, title="Dam upstream", group="technological", annex="flood"):
    return add_own_hazard(
        coalition=site.school, title=title, group=group, annex=annex, building="",
        by=site.administrator,
    )  # fmt: skip


def test_a_coalition_adds_a_hazard_of_its_own_once(site):
    risk = own(site, "  Dam   upstream ")
    assert risk.title == "Dam upstream"
    assert own(site, "DAM upstream") == risk
    assert OwnHazard.objects.count() == 1
    assert risk.hazard.annexes == ("flood",)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": " \u200b "}, "Say what it is called"),
        ({"title": "tornado"}, "The catalogue has this as “Tornado”"),
        ({"title": "Active Shooter"}, "The catalogue has this as “Armed assailant”"),
        ({"group": "magic"}, "Choose what kind"),
        ({"annex": "lockdown"}, "Choose an annex of the list"),
        ({"title": "x" * 121}, "at most 120"),
    ],
)
def test_an_own_hazard_says_what_it_is(site, fields, words):
    with pytest.raises(Refused, match=words):
        own(site, **fields)


# ------------------------------------------------------------------ deciding


def test_a_decision_keeps_scores_suggestion_priority_and_reason_apart(site, risk):
    made = decided(risk, site, priority="high", reason="The main is from 1961.", sureness="likely")
    assert (made.suggested, made.priority, made.reason) == (
        "medium",
        "high",
        "The main is from 1961.",
    )
    assert made.suggestion.sum == 11
    risk.refresh_from_db()
    assert risk.decision == made
    assert actions(risk) == ["risk.decided"]


def test_the_record_of_changes_tells_scores_and_never_the_reason_or_the_detail(site, risk):
    decided(risk, site, priority="high", reason="zq-reason", detail="zq-detail")
    detail = AuditRow.objects.about(risk).get().detail
    assert detail["priority"] == "high"
    assert "zq-" not in str(detail)


def test_deciding_unlike_the_suggestion_asks_for_the_reason(site, risk):
    with pytest.raises(Refused, match="The scores suggest medium") as refused:
        decided(risk, site, priority="low", reason="  ")
    assert refused.value.field == "reason"
    assert not Weighing.objects.exists()


@pytest.mark.parametrize("value", [0, 5, -1, 10**9])
def test_scores_go_from_one_to_four(site, risk, value):
    with pytest.raises(Refused, match="Choose the probability"):
        decided(risk, site, value, 1, 1, 1)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"priority": "severe"}, "priority"),
        ({"sureness": "certain"}, "sureness"),
        ({"reason": "x" * 1001}, "reason"),
        ({"detail": "x" * 4001}, "detail"),
    ],
)
def test_what_is_none_or_too_long_is_refused(site, risk, said, field):
    with pytest.raises(Refused) as refused:
        decided(risk, site, **said)
    assert refused.value.field == field


def test_the_same_decision_sent_twice_is_one(site, risk):
    first = decided(risk, site)
    assert decided(risk, site) == first
    assert Weighing.objects.count() == 1


def test_who_was_slower_is_told_what_was_decided(site, risk):
    decided(risk, site, priority="high", reason="Old main.")
    with pytest.raises(WrongState, match="has decided since you looked: high"):
        decided(risk, site, 1, 1, 1, 1, priority="low")


def test_who_took_part_are_members_of_today(site, risk):
    nurse = risking.membership_of(site.health, site.school)
    made = decided(risk, site, people=[nurse, nurse])
    assert [each.membership for each in made.took_part.all()] == [nurse]
    stranger = builders.make_member(coalition=site.district, role="staff")
    with pytest.raises(Refused, match="members today"):
        decided(risk, site, seen=made.pk, people=[risking.membership_of(stranger, site.district)])


def test_parents_are_not_named_as_having_taken_part(site, risk):
    with pytest.raises(Refused, match="members today"):
        decided(risk, site, people=[risking.membership_of(site.parent, site.school)])


def test_only_administrators_decide(site, risk):
    with pytest.raises(PermissionDenied, match="Only an administrator"):
        decide(risk=risk, weighed=risking.weighed(), people=[], seen=None, by=site.sro)


# ------------------------------------------------------------------ proposing


def test_a_member_proposes_and_the_decision_answers_it(site, risk):
    proposal = propose(risk=risk, weighed=risking.weighed(), by=site.health)
    risk.refresh_from_db()
    assert (risk.proposal, risk.decision) == (proposal, None)
    assert [str(each.membership.person) for each in proposal.took_part.all()] == [
        "health of Juniper"
    ]
    decided(risk, site, priority="high", reason="Older than it looks.")
    risk.refresh_from_db()
    assert risk.proposal is None
    assert actions(risk) == ["risk.proposed", "risk.decided"]


def test_the_same_proposal_sent_twice_is_one(site, risk):
    first = propose(risk=risk, weighed=risking.weighed(), by=site.teacher)
    assert propose(risk=risk, weighed=risking.weighed(), by=site.teacher) == first


def test_a_proposal_keeps_no_detail_of_whom_it_is_kept_from(site, risk):
    said = risking.weighed(detail="The back door does not lock.")
    assert propose(risk=risk, weighed=said, by=site.teacher).detail == ""
    assert propose(risk=risk, weighed=said, by=site.fire).detail == "The back door does not lock."


@pytest.mark.parametrize("role", ["parent", "official"])
def test_who_only_reads_proposes_nothing(site, risk, role):
    with pytest.raises(PermissionDenied, match="propose how to decide"):
        propose(risk=risk, weighed=risking.weighed(), by=getattr(site, role))


# ------------------------------------------------------------------ accepting


def accepted(risk, site, *, days=30, because="Until the roof is new.", seen=None, role="official"):
    return accept(
        risk=risk, membership=risking.membership_of(getattr(site, role), site.school),
        until=TODAY + timedelta(days=days), because=because, seen=seen, by=site.administrator,
    )  # fmt: skip


def test_somebody_accepts_what_is_left_until_a_day(site, risk):
    made = decided(risk, site)
    acceptance = accepted(risk, site, seen=made.pk)
    assert accepted(risk, site, seen=made.pk) == acceptance
    assert Acceptance.objects.count() == 1
    assert actions(risk)[-1] == "risk.accepted"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"days": 0}, "until"),
        ({"days": -3}, "until"),
        ({"days": 400}, "until"),
        ({"because": " "}, "because"),
        ({"because": "x" * 501}, "because"),
        ({"role": "parent"}, "membership"),
    ],
)
def test_an_acceptance_has_a_name_a_reason_and_a_day_within_a_year(site, risk, said, field):
    made = decided(risk, site)
    with pytest.raises(Refused) as refused:
        accepted(risk, site, seen=made.pk, **said)
    assert refused.value.field == field


def test_what_nobody_decided_on_is_not_accepted(site, risk):
    with pytest.raises(WrongState, match="Nobody has decided"):
        accepted(risk, site)


def test_an_acceptance_is_of_the_decision_that_was_looked_at(site, risk):
    first = decided(risk, site)
    decided(risk, site, 4, 4, 4, 4, seen=first.pk, priority="high")
    with pytest.raises(WrongState, match="decided since"):
        accepted(risk, site, seen=first.pk)


# ------------------------------------------------------------------ setting aside


def test_what_is_set_aside_leaves_the_list_and_comes_back(site, risk):
    aside = set_aside(risk=risk, reason="No coast here.", by=site.administrator)
    assert (
        set_aside(risk=risk, reason="Again.", by=site.administrator).set_aside_because
        == "No coast here."
    )
    assert not Risk.objects.in_use().exists()
    assert choose(site, "tornado") == [aside]
    set_aside(risk=risk, reason="No coast here.", by=site.administrator)
    decided(risk, site)
    assert Risk.objects.in_use().get() == risk


def test_setting_aside_asks_why(site, risk):
    with pytest.raises(Refused, match="Say why"):
        set_aside(risk=risk, reason="\u200b", by=site.administrator)
