"""What is due: counted at each school, told why, kept for what is owed."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.coalition.models import Coalition
from tests import knowing
from tests.calendaring import make_year
from tests.drilling import make_drill, seen
from tests.markup import flat
from training.drills.actions.counting import count_drill_duties
from training.drills.actions.holding import OtherDrill, hold_drill, log_drill
from training.drills.models.drill import Drill
from training.drills.models.duty import DrillDuty
from training.drills.standing import standings_of

pytestmark = pytest.mark.django_db
FALL = date(2026, 10, 1)


@pytest.fixture
def michigan(coalition, district, school):
    """A Michigan public school whose year began in August: five fire drills, three by December 1."""
    for row in (district, school):
        type(row).objects.filter(pk=row.pk).update(state="MI")
        row.refresh_from_db()
    knowing.make_fact(coalition=coalition, question="kind", answer=["public_district"])
    knowing.make_fact(coalition=coalition, question="grades", answer=["03", "04", "05"])
    make_year(district=district)
    coalition.refresh_from_db()
    return coalition


def at(coalition, code, *, on=FALL, planned=()):
    found = standings_of([coalition], planned, on=on)[coalition.pk]
    return next(each for each in found if each.rule.code == code)


def test_a_rule_is_open_then_scheduled_then_held(michigan):
    assert at(michigan, "MI-D1").word in ("not_scheduled", "to_schedule")
    for on in (date(2026, 9, 8), date(2026, 9, 22)):
        make_drill(coalition=michigan, state="held", drill_on=on)
    assert at(michigan, "MI-D1").counts == "2 of 5"


def test_a_planned_drill_meets_it_in_time_or_does_not(michigan):
    duty = next(
        each
        for each in standings_of([michigan], (), on=FALL)[michigan.pk]
        if each.answer.due and each.answer.need == 1 and each.rule.handled == "executed"
    )
    due, kinds = duty.answer.due, sorted(duty.answer.law.counts.kinds or ("fire",))[:1]
    in_time = make_drill(coalition=michigan, kinds=kinds, drill_on=due - timedelta(days=10))
    late = make_drill(coalition=michigan, kinds=kinds, drill_on=due + timedelta(days=10))
    assert at(michigan, duty.rule.code, planned=[late]).planned is None
    standing = at(michigan, duty.rule.code, planned=[in_time, late])
    if standing.answer.unmet == duty.answer.unmet and not duty.answer.law.counts.where:
        assert (standing.planned, standing.word) == (in_time, "scheduled")


def test_what_passed_without_a_drill_is_out_of_compliance(michigan):
    standing = at(michigan, "MI-D1", on=date(2027, 6, 20))
    assert standing.word == "out_of_compliance"


def test_the_same_for_one_school_and_for_many(
    michigan, sibling, django_assert_num_queries, django_assert_max_num_queries
):
    schools = list(Coalition.objects.select_related("district").order_by("pk"))
    with django_assert_max_num_queries(4) as one:
        standings_of(schools[:1], (), on=FALL)
    with django_assert_num_queries(len(one)):
        standings_of(schools, (), on=FALL)


def test_members_read_the_board_and_why(michigan, cast, client):
    make_drill(coalition=michigan, state="held", drill_on=date(2026, 9, 8))
    client.force_login(cast.teacher)
    shown = flat(client.get(reverse("drill_board", args=[michigan.slug])))
    assert "Fire drills" in shown
    why = flat(client.get(reverse("drill_rule", args=[michigan.slug, "mi-d1"])))
    assert "MCL 29.19" in why
    assert "Fire drill of September 8, 2026" in why
    assert client.get(reverse("drill_rule", args=[michigan.slug, "oh-d1"])).status_code == 404
    client.force_login(cast.parent)
    assert client.get(reverse("drill_board", args=[michigan.slug])).status_code == 403


def test_others_read_of_an_unannounced_one_only_that_something_is_due(michigan, cast, client):
    on = timezone.localdate() + timedelta(days=3)
    make_drill(coalition=michigan, is_announced=False, drill_on=on, building="North wing")
    for account in (cast.teacher, cast.administrator):
        client.force_login(account)
        shown = flat(client.get(reverse("drill_board", args=[michigan.slug])))
        drill = Drill.objects.get()
        assert (f"/drills/{drill.pk}/" in shown) <= (account is cast.administrator)


def test_a_district_sees_its_schools_side_by_side(michigan, district_coalition, above, client):
    client.force_login(above.administrator)
    shown = flat(client.get(reverse("drill_board", args=[district_coalition.slug])))
    assert str(michigan.place) in shown
    assert "MI-D1" in shown


def test_what_is_counted_is_kept_and_goes_when_it_is_met(michigan, cast):
    today = timezone.localdate()
    kept = count_drill_duties(on=today)
    assert kept == DrillDuty.objects.count() > 0
    assert count_drill_duties(on=today) == kept
    before = set(DrillDuty.objects.values_list("code", "what"))
    drill = make_drill(coalition=michigan, days=0)
    hold_drill(drill=drill, measured=seen(is_sure=True), by=cast.administrator)
    assert set(DrillDuty.objects.values_list("code", "what")) != before


def test_logging_one_counts_again(michigan, cast):
    log_drill(
        coalition=michigan,
        other=OtherDrill(kinds=["fire"]),
        measured=seen(is_sure=True),
        by=cast.administrator,
    )
    assert DrillDuty.objects.filter(coalition=michigan).exists()
