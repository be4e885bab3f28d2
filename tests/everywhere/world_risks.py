"""The risks of one place of the world (world.py): what members read, and the detail they do not."""

from django.utils import timezone

from plans.risks.models.risk_file import RiskFile
from tests import risking
from tests.everywhere.world_plans import membership_of

CSV = b"Threat/Hazard,Probability,Magnitude,Warning,Duration\nTornado,2,4,4,1\n"


def add_risks(place):
    """place.risk, decided, proposed and accepted; place.own_hazard; place.risk_file, which waits."""
    by, inside = place.administrator, f"{place.mark}-inside"
    place.own_hazard = risking.make_own_hazard(
        coalition=place.coalition, by=by, title=f"{inside}-dam"
    )
    place.risk = risking.make_risk(
        coalition=place.coalition, by=by, own=place.own_hazard, building=f"{inside}-gym"
    )
    decision = risking.decide(
        place.risk,
        by,
        reason=f"{inside}-reason",
        detail=f"{place.mark}-secret-detail",
        people=[membership_of(place, "teacher")],
    )
    risking.accept(decision, membership_of(place, "official"), by, because=f"{inside}-because")
    risking.decide(
        place.risk, place.cast["sro"], detail=f"{place.mark}-secret-proposed", is_decided=False
    )
    risking.make_risk(coalition=place.coalition, by=by, hazard="flood")
    place.risk_file = RiskFile.objects.create(
        coalition=place.coalition,
        name=f"{place.mark}-risks.csv",
        owner=by,
        content=CSV,
        uploaded_at=timezone.now(),
    )


def grow_risks(place):
    """One more own hazard with its risk, decision, who took part, acceptance, and one of the site."""
    by, count = place.administrator, place.coalition.own_hazards.count()
    own = risking.make_own_hazard(coalition=place.coalition, by=by, title=f"More {count}")
    for building in ("", place.risk.building):
        risk = risking.make_risk(coalition=place.coalition, by=by, own=own, building=building)
        decision = risking.decide(
            risk, by, 4, 4, 4, 4, priority="high", people=[membership_of(place, "teacher")]
        )
        risking.accept(decision, membership_of(place, "official"), by)
    risking.decide(risk, place.cast["sro"], is_decided=False)
    again = risking.decide(place.risk, by, days_ago=400)
    risking.accept(again, membership_of(place, "official"), by)
    risking.decide(place.risk, by, people=[membership_of(place, "teacher")])
