"""How what risks ask comes to be owed: more of the makers of tests/owing.py, each of a Scene."""

from tests import risking


def risk_of(scene):
    return risking.make_risk(coalition=scene.coalition, by=scene.cast.administrator)


def risk_acceptance_ends(scene):
    decision = risking.decide(risk_of(scene), scene.cast.administrator)
    risking.accept(decision, scene.held(scene.cast.official), scene.cast.administrator, days=20)
    return scene.cast.administrator


def risks_not_reviewed(scene):
    risking.decide(risk_of(scene), scene.cast.administrator, days_ago=350)
    return scene.cast.administrator


def risks_proposed(scene):
    risking.decide(risk_of(scene), scene.cast.staff, is_decided=False)
    return scene.cast.administrator


MAKERS = {
    maker.__name__: maker for maker in (risk_acceptance_ends, risks_not_reviewed, risks_proposed)
}
