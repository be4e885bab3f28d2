"""What else is asked of the number: parts, each kind, caps, shares, numbers that follow others."""

from tests.training.rules.making import asked, day, drill, law, rule, statuses
from training.rules.engine.statuses import Status


def test_each_of_several_kinds_counts_a_kind_once():
    each = rule({"period": "school_year", "each_of": ["fire", "lockdown"]})
    answer = asked(each, "2026-10-01", drill("2026-09-01", "fire"), drill("2026-09-02", "fire"))
    assert (answer.have, answer.need, answer.unmet) == (1, 2, ("lockdown",))


def test_for_each_of_one_event_serves_each_of_its_kinds():
    each = rule({"period": "school_year", "each_of": ["fire", "lockdown"]})
    answer = asked(each, "2026-10-01", drill("2026-09-01", "fire", "lockdown"))
    assert answer.status is Status.SATISFIED


def test_one_event_is_one_occurrence_whatever_its_kinds():
    two = rule(law(need=2, counts={"kinds": ["fire", "evacuation"]}))
    assert asked(two, "2026-10-01", drill("2026-09-01", "fire", "evacuation")).have == 1


def test_at_least_so_many_of_a_kind():
    some = rule(law(need=3, parts=[{"label": "2 lockdowns", "need": 2, "kinds": ["lockdown"]}]))
    held = [drill(f"2026-09-0{number}") for number in (1, 2, 3)]
    answer = asked(some, "2026-10-01", *held, drill("2026-09-08", "lockdown"))
    assert (answer.status, answer.have, answer.unmet) == (Status.DUE, 4, ("2 lockdowns (have 1)",))


def test_parts_in_windows_count_once_each():
    parts = [
        {"label": "autumn", "window": {"to": "12-01"}},
        {"label": "March", "window": {"from": "03-01", "to": "03-31"}},
    ]
    two = rule({"period": "school_year", "is_sum": True, "parts": parts, "late": "lost"})
    held = [drill("2026-10-06"), drill("2026-11-03")]
    answer = asked(two, "2027-01-04", *held)
    assert (answer.have, answer.need, answer.due) == (1, 2, day("2027-03-31"))
    assert {label: status.value for label, status in answer.parts.items()} == {
        "autumn": "satisfied",
        "March": "due",
    }
    assert asked(two, "2027-04-01", *held).status is Status.OVERDUE


def test_what_came_late_is_lost_where_it_cannot_be_made_up():
    lost = rule(law(need=2, window={"to": "12-31"}, late="lost"))
    counts = rule(law(need=2, window={"to": "12-31"}))
    held = [drill("2026-10-06"), drill("2027-01-12")]
    answer = asked(lost, "2027-01-20", *held)
    assert (answer.status, answer.have, answer.is_curable) == (Status.OVERDUE, 1, False)
    assert asked(lost, "2026-12-31", *held).is_curable is True
    late = asked(counts, "2027-01-20", *held)
    assert (late.status, late.have, late.late) == (Status.SATISFIED_LATE, 2, ("fire 2027-01-12",))


def test_at_most_so_many_count():
    capped = rule(
        law(need=3, counts={"students": "any"}, at_most=[{"most": 1, "students": "absent"}])
    )
    held = [
        drill("2026-09-01", students=False),
        drill("2026-09-08", students=False),
        drill("2026-09-15"),
    ]
    answer = asked(capped, "2026-10-01", *held)
    assert answer.have == 2
    assert [each.why for each in answer.not_counted] == ["more than count"]


def test_at_most_so_many_in_a_semester():
    capped = rule(law(need=4, at_most=[{"most": 2, "per": "semester"}]))
    held = [drill("2026-09-01"), drill("2026-10-01"), drill("2026-11-03"), drill("2027-02-02")]
    assert asked(capped, "2027-03-01", *held).have == 3


def test_a_share_of_what_was_held_is_rounded_up():
    quarter = rule(
        law(need=2, parts=[{"label": "obstructed", "share": "1/4", "where": {"obstructed": True}}])
    )
    held = [drill(f"2026-09-{number:02}") for number in (1, 2, 3, 8, 9)]
    assert asked(quarter, "2026-10-01", *held).unmet == ("obstructed (have 0)",)
    one = asked(quarter, "2026-10-01", *held[:3], drill("2026-09-10", obstructed=True))
    assert one.status is Status.SATISFIED


def test_as_often_as_others_follows_their_number():
    often = rule(
        {
            "period": "school_year",
            "counts": {"kinds": ["active_threat"]},
            "as_often_as": {"kinds": ["shelter_weather"]},
        }
    )
    others = [drill(f"2026-09-0{number}", "shelter_weather") for number in (1, 2, 3)]
    threat = drill("2026-10-06", "active_threat")
    assert asked(often, "2026-11-02", threat).need == 1
    answer = asked(often, "2026-11-02", threat, *others)
    assert (answer.status, answer.have, answer.need) == (Status.DUE, 1, 3)


def test_variety_is_a_warning():
    varied = rule(law(need=2, vary=["weekday", "hour"]))
    same = [drill("2026-09-01", at="10:00"), drill("2026-09-08", at="10:30")]
    answer = asked(varied, "2026-10-01", *same)
    assert answer.status is Status.SATISFIED
    assert answer.warnings == ("all on the same weekday", "all at the same time of day")
    assert asked(varied, "2026-10-01", same[0], drill("2026-09-09", at="13:00")).warnings == ()


def test_a_time_that_nobody_wrote_down_is_no_warning():
    varied = rule(law(need=2, vary=["hour"]))
    assert asked(varied, "2026-10-01", drill("2026-09-01"), drill("2026-09-08")).warnings == ()


def test_kinds_that_do_not_alternate_are_a_warning():
    turns = rule(law(need=2, alternate=["fire"]))
    twice = asked(turns, "2026-10-01", drill("2026-09-01"), drill("2026-09-08"))
    assert twice.warnings == ("kinds do not alternate",)
    other = asked(turns, "2026-10-01", drill("2026-09-01"), drill("2026-09-08", "lockdown"))
    assert other.warnings == ()


def test_an_attribute_that_lacks_is_said():
    with_police = rule(law(counts={"kinds": ["lockdown"], "where": {"with_police": True}}))
    answer = asked(with_police, "2026-10-01", drill("2026-09-01", "lockdown"))
    assert (answer.have, answer.unmet) == (0, ("with police",))
    assert answer.not_counted[0].why == "not with police"


def test_why_a_record_does_not_count_is_said():
    fire = rule(law(counts={"kinds": ["fire"]}))
    held = [
        drill("2026-09-01", "lockdown"),
        drill("2026-09-02", students=False),
        drill("2026-08-21"),
        drill("2026-09-03", cancelled=True),
    ]
    assert sorted(each.why for each in asked(fire, "2026-10-01", *held).not_counted) == [
        "before school begins",
        "canceled",
        "without students",
        "wrong kind: lockdown",
    ]


def test_what_would_satisfy_it_is_said():
    fire = rule(law(counts={"kinds": ["fire"]}), **{"with": ["fire chief"]})
    wanted = asked(fire, "2026-10-01").satisfied_by
    assert (wanted.earliest, wanted.what, wanted.involving) == (
        day("2026-10-01"),
        "fire",
        ("fire chief",),
    )
    assert asked(fire, "2026-10-01", drill("2026-09-01")).satisfied_by is None


def test_each_semester_has_its_own_need():
    two = rule(law("semester", 2))
    answer = asked(two, "2027-01-12", drill("2026-09-01"), drill("2027-01-05"))
    assert statuses(answer) == {"semester 1": "overdue", "semester 2": "due"}
    assert (answer.have, answer.need, answer.due) == (1, 2, day("2026-12-18"))
