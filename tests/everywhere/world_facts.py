"""Answers of the school of each place, for world.py."""

from tests import builders, knowing


def add_facts(place):
    """One answer for members, one for few, and one question that nobody could answer."""
    said = {"coalition": place.coalition, "by": place.administrator}
    knowing.make_fact(**said, question="buses", answer=["own"])
    knowing.make_fact(**said, question="officers", answer=["sro_agency"])
    knowing.make_fact(**said, question="asbestos")


def grow_facts(place):
    """Somebody else answers the same again."""
    account = builders.make_member(coalition=place.coalition, role="staff")
    for question in ("buses", "grades", "near"):
        answer = knowing.usual(question)
        knowing.make_fact(coalition=place.coalition, question=question, answer=answer, by=account)
