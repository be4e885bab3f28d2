"""The page of a school's year: who sees it, what it proposes, what is planned from it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from tests import knowing
from tests.calendaring import make_span, make_year
from tests.drilling import make_drill
from tests.markup import flat
from training.drill_years.actions import YearDrill, plan_drill_year
from training.drill_years.forms import CHANGED, DAY, TICK, TIME, key_of
from training.drill_years.proposing import propose
from training.drill_years.queries import asked_by
from training.drills.models.drill import Drill

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def michigan(coalition, district, school):
    """A Michigan public school whose next year begins soon and has two semesters."""
    for row in (district, school):
        type(row).objects.filter(pk=row.pk).update(state="MI")
        row.refresh_from_db()
    knowing.make_fact(coalition=coalition, question="kind", answer=["public_district"])
    knowing.make_fact(coalition=coalition, question="grades", answer=["03", "04", "05"])
    first = TODAY.replace(month=8, day=24)
    first = first if first > TODAY else first.replace(year=first.year + 1)
    year = make_year(
        district=district, first_day=first, last_day=first.replace(year=first.year + 1, month=6)
    )
    make_span(year, first + timedelta(days=30), first + timedelta(days=36))
    coalition.refresh_from_db()
    return coalition


@pytest.fixture
def url(michigan):
    return reverse("drill_year", args=[michigan.slug])


def proposal_for(user, coalition):
    return propose(asked_by(user, coalition, on=TODAY))


def posted(proposal, **others):
    """What the form sends with everything ticked."""
    data = {}
    for each in proposal.drills:
        key = key_of(each)
        data |= {TICK + key: "on", DAY + key: str(each.on), TIME + key: f"{each.record.at:%H:%M}"}
    return data | others


def test_the_year_is_shown_to_who_plans_drills_and_nothing_is_planned(michigan, cast, client, url):
    client.force_login(cast.administrator)
    page = flat(client.get(url))
    assert "would satisfy the rules this year" in page
    assert "Nothing is planned before you say so" in page
    assert not Drill.objects.exists()
    for member in (cast.teacher, cast.parent):
        client.force_login(member)
        assert client.get(url).status_code == 403


def test_strangers_get_404(michigan, outsider, client, url):
    client.force_login(outsider)
    assert client.get(url).status_code == 404


def test_all_of_it_is_planned_in_one_and_then_nothing_is_missing(michigan, cast, client, url):
    client.force_login(cast.administrator)
    proposal = proposal_for(cast.administrator, michigan)
    assert len(proposal.drills) >= 8
    answer = client.post(url, posted(proposal), follow=True)
    assert f"{len(proposal.drills)} drills planned." in flat(answer)
    planned = Drill.objects.planned().filter(coalition=michigan)
    assert sorted(planned.values_list("drill_on", "starts_at")) == [
        (each.on, each.record.at.time()) for each in proposal.drills
    ]
    assert AuditRow.objects.filter(action="drill.planned", scope=michigan.pk).count() == len(
        planned
    )
    again = proposal_for(cast.administrator, michigan)
    assert not again.drills
    assert "No drill is missing in this year" in flat(client.get(url))


def test_sent_twice_it_is_planned_once_and_says_so(michigan, cast, client, url):
    client.force_login(cast.administrator)
    data = posted(proposal_for(cast.administrator, michigan))
    client.post(url, data)
    number = Drill.objects.count()
    answer = client.post(url, data)
    assert (answer.status_code, Drill.objects.count()) == (422, number)
    assert CHANGED[:40] in flat(answer)


def test_a_part_of_it_on_another_day(michigan, cast, client, url):
    client.force_login(cast.administrator)
    first, *_ = proposal_for(cast.administrator, michigan).drills
    key, other = key_of(first), first.on + timedelta(days=1 if first.on.weekday() < 4 else -1)
    data = {TICK + key: "on", DAY + key: str(other), TIME + key: "11:11"}
    client.post(url, posted(proposal_for(cast.administrator, michigan)) | data | {})
    moved = Drill.objects.get(starts_at="11:11")
    assert (moved.drill_on, moved.kinds) == (other, [first.kind])


def test_only_what_is_ticked(michigan, cast, client, url):
    client.force_login(cast.administrator)
    proposal = proposal_for(cast.administrator, michigan)
    data = {k: v for k, v in posted(proposal).items() if not k.startswith(TICK)}
    assert "Tick the drills that are to be planned." in flat(client.post(url, data))
    client.post(url, data | {TICK + key_of(proposal.drills[2]): "on"})
    assert [drill.drill_on for drill in Drill.objects.all()] == [proposal.drills[2].on]


def test_a_day_without_school_or_after_the_last_one_is_refused_with_the_rule(
    michigan, cast, client, url
):
    client.force_login(cast.administrator)
    proposal = proposal_for(cast.administrator, michigan)
    by_december = next(
        each
        for each in proposal.drills
        if any(s.last_day and s.last_day.month == 12 for s in each.serves)
    )
    key = key_of(by_december)
    sunday = by_december.on + timedelta(days=6 - by_december.on.weekday())
    answer = client.post(url, posted(proposal, **{DAY + key: str(sunday)}))
    assert "is no school day in the calendar" in flat(answer)
    late = next(
        d for d in asked_by(cast.administrator, michigan, on=TODAY).year.days if d.month == 2
    )
    answer = client.post(url, posted(proposal, **{DAY + key: str(late)}))
    assert answer.status_code == 422
    assert "asks for it by December 1" in flat(answer)
    assert not Drill.objects.exists()


def test_hostile_days_are_one_sentence(michigan, cast, client, url):
    client.force_login(cast.administrator)
    proposal = proposal_for(cast.administrator, michigan)
    key = key_of(proposal.drills[0])
    for bad in ("", "9999-99-99", "<script>", "0001-01-01"):
        answer = client.post(url, posted(proposal, **{DAY + key: bad}))
        assert answer.status_code == 422
    assert not Drill.objects.exists()


def test_an_unannounced_drill_of_others_is_not_told_by_what_is_proposed(
    michigan, cast, client, url
):
    before = [each.on for each in proposal_for(cast.sro, michigan).drills]
    make_drill(
        coalition=michigan,
        drill_on=before[0] + timedelta(days=1),
        kinds=["lockdown"],
        is_announced=False,
        by=cast.administrator,
    )
    assert [each.on for each in proposal_for(cast.sro, michigan).drills] == before
    assert [each.on for each in proposal_for(cast.administrator, michigan).drills] != before


def test_without_a_calendar_it_is_asked_for(coalition, administrator, client):
    client.force_login(administrator)
    page = flat(client.get(reverse("drill_year", args=[coalition.slug])))
    assert "We cannot say when a drill is due" in page


def test_the_action_asks_who_and_refuses_as_one(michigan, cast):
    day = TODAY + timedelta(days=9)
    fire = YearDrill(kinds=["fire"], drill_on=day)
    with pytest.raises(PermissionDenied):
        plan_drill_year(coalition=michigan, plans=[fire], by=cast.teacher)
    with pytest.raises(Refused, match="planned already"):
        plan_drill_year(coalition=michigan, plans=[fire, fire], by=cast.administrator)
    over = YearDrill(kinds=["fire"], drill_on=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="is over"):
        plan_drill_year(coalition=michigan, plans=[fire, over], by=cast.administrator)
    with pytest.raises(Refused, match="Tick"):
        plan_drill_year(coalition=michigan, plans=[], by=cast.administrator)
    assert not Drill.objects.exists()


def test_what_a_rule_forbids_is_refused_with_its_citation(michigan, district, cast):
    type(district).objects.filter(pk=district.pk).update(state="CA")
    michigan.refresh_from_db()
    quiet = YearDrill(
        kinds=["active_threat"], drill_on=TODAY + timedelta(days=9), is_announced=False
    )
    with pytest.raises(Refused, match="Not allowed here: not announced"):
        plan_drill_year(coalition=michigan, plans=[quiet], by=cast.administrator)


def test_the_number_of_queries_does_not_grow_with_the_drills(
    michigan, cast, django_assert_max_num_queries
):
    plans = [YearDrill(kinds=["fire"], drill_on=TODAY + timedelta(days=n)) for n in range(10, 60)]
    with django_assert_max_num_queries(40) as one:
        plan_drill_year(coalition=michigan, plans=plans[:1], by=cast.administrator)
    with django_assert_max_num_queries(len(one)):
        plan_drill_year(coalition=michigan, plans=plans[1:], by=cast.administrator)


def test_the_page_asks_as_much_of_one_drill_as_of_many(
    michigan, cast, client, url, django_assert_max_num_queries
):
    client.force_login(cast.administrator)
    make_drill(coalition=michigan, drill_on=asked_by_first(michigan, cast), by=cast.administrator)
    client.get(url)
    with django_assert_max_num_queries(60) as one:
        client.get(url)
    for days in range(1, 30):
        on = asked_by_first(michigan, cast) + timedelta(days=days)
        make_drill(coalition=michigan, drill_on=on, kinds=["hold"], by=cast.administrator)
    with django_assert_max_num_queries(len(one)):
        client.get(url)


def asked_by_first(coalition, cast):
    """The first school day of the year that is proposed."""
    return asked_by(cast.administrator, coalition, on=TODAY).year.first_day
