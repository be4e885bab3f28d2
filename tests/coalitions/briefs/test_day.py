"""The brief of the day: chosen by what was shown longest ago, the same all day, never a wrong one."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.briefs.actions import deciding
from coalitions.briefs.actions.choosing import choose_days
from coalitions.briefs.actions.importing import add_starters
from coalitions.briefs.days import school_days
from coalitions.briefs.lifecycle import DayLevel
from coalitions.briefs.models.day import BriefDay
from coalitions.briefs.queries import brief_of_day
from coalitions.briefs.readers.starter import starters
from coalitions.briefs.tasks import choose_briefs
from coalitions.prevention.matrix import CODES
from tests import builders
from tests.briefing import make_brief, make_version, seen

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR_BEGINS = date(2027, 8, 9)
MEMBERS, PUBLIC = DayLevel.MEMBERS, DayLevel.PUBLIC


def shown(coalition, on, level=MEMBERS):
    found = brief_of_day(coalition, level=level, on=on)
    return found.brief_id if found else None


def school_year(coalition, days=180, level=MEMBERS):
    """(day, brief, cell) of each school day; the beat runs every night, also before weekends."""
    day, walked = YEAR_BEGINS, []
    while len(walked) < days:
        choose_days(on=day)
        if school_days.is_school_day(day, state=coalition.district.state):
            found = brief_of_day(coalition, level=level, on=day)
            assert found.since == day
            walked.append((day, found.brief_id, found.cell.code))
        day += timedelta(days=1)
    return walked


@pytest.fixture
def library(district_coalition):
    add_starters(coalition=district_coalition, starters=starters(), by=None)
    BriefDay.objects.all().delete()
    return district_coalition


def test_over_a_school_year_every_place_comes_within_thirty_days_none_twice_while_another_waits(
    library,
):
    cells = [cell for _, _, cell in school_year(library)]
    assert len(cells) == 180
    for start in range(len(cells) - 29):
        assert set(cells[start : start + 30]) == set(CODES)
    last = {}
    for place, cell in enumerate(cells):
        waiting = {code: last.get(code, -1) for code in CODES}
        assert waiting[cell] == min(waiting.values())
        last[cell] = place


def test_over_a_school_year_every_brief_of_a_place_takes_its_turn(library):
    briefs = Counter(brief for _, brief, _ in school_year(library))
    assert len(briefs) == 23
    by_code = {brief.pk: brief.code for brief in library.briefs.all()}
    counts = {by_code[brief]: count for brief, count in briefs.items()}
    assert abs(counts["sro_partner"] - counts["nobody_left_behind"]) <= 1


def test_the_first_of_the_library_is_the_first_of_all(library):
    choose_days(on=YEAR_BEGINS)
    assert library.briefs.get(pk=shown(library, YEAR_BEGINS)).code == "sro_partner"


def test_weekends_and_holidays_keep_the_last(library):
    friday, labor_day = date(2027, 9, 3), date(2027, 9, 6)
    for offset in range(5):
        choose_days(on=friday + timedelta(days=offset))
    first = shown(library, friday)
    assert {shown(library, friday + timedelta(days=off)) for off in range(4)} == {first}
    assert shown(library, labor_day) == first != shown(library, labor_day + timedelta(days=1))


def test_chosen_twice_it_is_chosen_once(library):
    choose_days(on=YEAR_BEGINS)
    before = list(BriefDay.objects.values_list("coalition", "level", "shown_on", "brief"))
    choose_days(on=YEAR_BEGINS)
    assert list(BriefDay.objects.values_list("coalition", "level", "shown_on", "brief")) == before


def test_a_night_that_was_missed_shows_what_was_chosen_ahead(library):
    choose_days(on=YEAR_BEGINS)
    next_day = YEAR_BEGINS + timedelta(days=1)
    assert shown(library, next_day) != shown(library, YEAR_BEGINS)


def test_many_nights_that_were_missed_keep_the_last(library):
    choose_days(on=YEAR_BEGINS)
    ahead = shown(library, YEAR_BEGINS + timedelta(days=1))
    assert shown(library, YEAR_BEGINS + timedelta(days=9)) == ahead


def test_where_no_night_came_yet_it_is_the_first_of_the_library(library):
    assert library.briefs.get(pk=shown(library, TODAY)).code == "sro_partner"


def test_a_school_shows_those_of_its_district_and_its_own(library, coalition):
    own = make_brief(coalition=coalition, primary_cell="deter.collaboration")
    BriefDay.objects.all().delete()
    walked = {brief for _, brief, _ in school_year(coalition, days=60)}
    assert own.pk in walked
    assert len(walked) == 24


def test_a_school_of_another_district_shows_none_of_them(library, foreign):
    choose_days(on=YEAR_BEGINS)
    assert shown(foreign, YEAR_BEGINS) is None
    assert not BriefDay.objects.filter(coalition=foreign).exists()


def test_a_district_shows_none_of_its_schools(district_coalition, coalition):
    make_brief(coalition=coalition)
    choose_days(on=YEAR_BEGINS)
    assert shown(district_coalition, YEAR_BEGINS) is None
    assert shown(coalition, YEAR_BEGINS)


def test_parents_and_students_have_one_of_their_own(coalition):
    make_brief(coalition=coalition, sensitivity="members")
    make_brief(coalition=coalition, audience=("parent", "teacher"))
    both = make_brief(coalition=coalition, audience=("student", "parent"))
    for offset in range(14):
        choose_days(on=YEAR_BEGINS + timedelta(days=offset))
    days = BriefDay.objects.filter(coalition=coalition, level=PUBLIC)
    assert set(days.values_list("brief", flat=True)) == {both.pk}
    of_members = BriefDay.objects.filter(coalition=coalition, level=MEMBERS)
    assert of_members.values("brief").distinct().count() == 3


def test_one_for_everybody_is_for_parents_and_students_too(coalition):
    brief = make_brief(coalition=coalition)
    choose_days(on=YEAR_BEGINS)
    assert shown(coalition, YEAR_BEGINS, PUBLIC) == brief.pk


@pytest.mark.parametrize("published", [{"published": False}, {"publish_on": date(2027, 8, 10)}])
def test_what_is_not_published_yet_is_not_shown(coalition, published):
    make_brief(coalition=coalition, **published)
    choose_days(on=YEAR_BEGINS)
    assert shown(coalition, YEAR_BEGINS) is None


def test_one_that_is_retired_by_day_gives_way_at_once_and_the_rest_stays(coalition, administrator):
    first, second = (make_brief(coalition=coalition) for _ in range(2))
    choose_days(on=TODAY)
    today = shown(coalition, TODAY)
    brief = next(each for each in (first, second) if each.pk == today)
    deciding.retire_brief(shown=seen(brief), because="Wrong.", by=administrator)
    other = second if brief == first else first
    assert shown(coalition, TODAY) == other.pk


def test_a_new_one_changes_nothing_before_the_next_day(coalition, administrator, officer):
    first = make_brief(coalition=coalition)
    choose_days(on=TODAY)
    second = make_brief(coalition=coalition, published=False, state="proposed", by=officer)
    deciding.publish_version(shown=seen(second), saves=1, by=administrator)
    assert shown(coalition, TODAY) == first.pk


def test_one_that_becomes_members_only_leaves_the_pages_of_parents_at_once(
    coalition, administrator, officer
):
    brief = make_brief(coalition=coalition, title="Open")
    choose_days(on=TODAY)
    make_version(
        brief, published=False, number=2, by=officer, state="proposed", sensitivity="members"
    )
    deciding.publish_version(shown=seen(brief), saves=1, by=administrator)
    assert shown(coalition, TODAY, PUBLIC) is None
    assert shown(coalition, TODAY) == brief.pk


def test_old_days_are_forgotten_once_their_brief_was_shown_again(coalition):
    make_brief(coalition=coalition)
    for weeks in (0, 10, 20):
        choose_days(on=YEAR_BEGINS + timedelta(weeks=weeks))
    days = BriefDay.objects.filter(coalition=coalition, level=MEMBERS)
    assert days.count() == 3
    assert min(days.values_list("shown_on", flat=True)) > YEAR_BEGINS + timedelta(weeks=10)


def test_it_is_chosen_for_all_coalitions_in_as_many_queries_as_for_one(
    library, django_assert_num_queries, district
):
    for _ in range(5):
        builders.make_coalition(school=builders.make_school(district=district))
    with django_assert_num_queries(6):
        choose_days(on=YEAR_BEGINS)
    assert BriefDay.objects.filter(shown_on=YEAR_BEGINS).count() == 12


def test_the_beat_chooses_for_today(library):
    choose_briefs()
    day = school_days.current(TODAY, state=library.district.state)
    assert BriefDay.objects.filter(coalition=library, shown_on=day, level=MEMBERS).exists()


def test_school_days_leave_out_weekends_and_public_holidays():
    assert school_days.current(date(2027, 9, 6), state="FL") == date(2027, 9, 3)
    assert school_days.following(date(2027, 9, 3), state="FL") == date(2027, 9, 7)


def test_members_of_a_level_see_the_same(page, library, coalition):
    choose_days(on=TODAY)
    said = set()
    for role in (Role.TEACHER, Role.FIRE, Role.OFFICIAL, Role.ADMINISTRATOR):
        account = builders.make_member(coalition=coalition, role=role)
        answer = page(account, "briefs", coalition.slug).content.decode()
        said.add(answer.split("<h1>")[1].split("</h1>")[0].strip())
    assert len(said) == 1
