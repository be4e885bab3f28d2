"""Drills of a place: one planned, one held with what was found, one that nobody is told of."""

from tests.drilling import make_drill, make_drill_finding


def add_drills(place):
    """place.drill, planned; .held_drill and .drill_finding; and an unannounced one, secret."""
    inside, secret = f"{place.mark}-inside", f"{place.mark}-secret"
    made = {"coalition": place.coalition, "by": place.administrator}
    place.drill = make_drill(**made, days=5)
    make_drill(**made, days=6, is_announced=False, building=f"{secret}-gym")
    place.held_drill = make_drill(
        **made,
        state="held",
        days=0,
        lacking=["heard"],
        **{name: f"{inside}-{name}" for name in ("exits", "weather", "worked", "note")},
    )
    place.drill_finding = make_drill_finding(drill=place.held_drill, words=f"{inside}-found")
    place.coalition.drill_duties.create(
        code="FL-D1",
        title="Drills",
        citation="1006.07",
        what="a fire drill",
        due_on=place.held_drill.drill_on,
        counted_at=place.held_drill.logged_at,
    )
    place.held_drill.moves.create(
        from_on=place.held_drill.drill_on,
        to_on=place.held_drill.drill_on,
        because=f"{inside}-moved",
        moved_at=place.held_drill.logged_at,
        moved_by=place.administrator,
    )


def grow_drills(place):
    """One more of each, of one more finding and move."""
    days = 10 + place.coalition.drills.count()
    drill = make_drill(coalition=place.coalition, days=days)
    place.coalition.drill_duties.create(
        code=f"FL-D{days}",
        title="More",
        citation="1006.07",
        what="more",
        due_on=drill.drill_on,
        counted_at=drill.planned_at,
    )
    make_drill(coalition=place.coalition, state="held", days=0, lacking=["doors"])
    make_drill_finding(drill=place.held_drill, words=f"More {days}")
    for each in (drill, place.held_drill, place.drill):
        each.moves.create(
            from_on=each.drill_on,
            to_on=each.drill_on,
            because="More",
            moved_at=each.planned_at,
            moved_by=place.administrator,
        )
