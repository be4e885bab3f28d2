"""Programs of a place: one that runs, one adopted, one recommended, and an own catalogue entry."""

from datetime import timedelta

from django.utils import timezone

from coalitions.programs.models.review import ProgramReview
from tests import builders
from tests.everywhere.world_plans import membership_of
from tests.programs import make_decision, make_entry, make_measure, make_program, make_value


def words(inside):
    """What a program says, with a mark in each of its texts."""
    return {
        "for_whom": f"{inside}-for",
        "description": f"{inside}-description",
        "caution": f"{inside}-caution",
        "reasons": f"{inside}-reasons",
        "measure_names": [f"{inside}-measure"],
    }


def add_programs(place):
    """place.program, led by the officer, with a review due; .adopted_program; .recommended_program,
    the officer's; .program_entry; .program_decision, of approved minutes.
    """
    inside = f"{place.mark}-inside"
    place.program_decision = place.lines["approved"]["members"].decisions.get()
    made = {"coalition": place.coalition, "decision": place.program_decision}
    officer = place.cast["sro"]
    place.program = make_program(
        **made,
        by=place.administrator,
        leader=membership_of(place, "sro").person,
        title=f"{inside}-program",
        costs=f"{inside}-costs",
        review_due_on=timezone.localdate() + timedelta(days=12),
        **words(inside),
    )
    place.measure = make_measure(place.program, name=f"{inside}-measure")
    make_value(place.measure, days_ago=200, value=2, by=officer)
    make_value(place.measure, days_ago=20, value=3, by=officer)
    place.program_review = ProgramReview.objects.create(
        program=place.program,
        reviewed_on=timezone.localdate(),
        outcome="keep",
        because=f"{inside}-because",
        decision=place.program_decision,
        recorded_at=timezone.now(),
        recorded_by=officer,
    )
    place.adopted_program = make_program(
        **made, by=officer, state="adopted", title=f"{inside}-adopted", **words(inside)
    )
    place.recommended_program = make_program(
        coalition=place.coalition,
        by=officer,
        state="recommended",
        title=f"{inside}-recommended",
        **words(inside),
    )
    place.program_entry = make_entry(
        coalition=place.coalition,
        by=place.administrator,
        code=f"own-entry-{place.name}",
        title=f"{inside}-entry",
        for_whom=f"{inside}-entry-for",
        description=f"{inside}-entry-description",
        process=(f"{inside}-entry-process",),
        outcome=(f"{inside}-entry-outcome",),
        caution=f"{inside}-entry-caution",
    )


def grow_programs(place):
    """One more program of each state, entry, measure, number, review, decision and meeting."""
    count = place.program.measures.count()
    by = place.administrator
    account = builders.make_member(coalition=place.coalition, role="staff")
    decision = make_decision(coalition=place.coalition, by=by, text=f"More {count}")
    for state in ("running", "adopted", "recommended"):
        make_program(
            coalition=place.coalition,
            by=account,
            state=state,
            decision=decision,
            **({"review_due_on": timezone.localdate()} if state == "running" else {}),
        )
    make_entry(coalition=place.coalition, by=account, title=f"More {count}")
    measure = make_measure(place.program, name=f"More {count}")
    make_value(measure, days_ago=30, value=2, by=account)
    make_value(place.measure, days_ago=300 + count, value=2, by=account)
    ProgramReview.objects.create(
        program=place.program,
        reviewed_on=timezone.localdate(),
        outcome="keep",
        because="More",
        decision=decision,
        recorded_at=timezone.now(),
        recorded_by=account,
    )
