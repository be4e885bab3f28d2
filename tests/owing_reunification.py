"""How what reunification asks comes to be owed: more of the makers of tests/owing.py."""

from tests import reunifying


def reunification_site(scene):
    reunifying.make_site(coalition=scene.coalition)
    return scene.cast.administrator


def reunification_roles(scene):
    reunifying.make_site(coalition=scene.coalition)
    return scene.cast.administrator


def reunification_rehearsal(scene):
    reunifying.make_site(coalition=scene.coalition, days_ago=40)
    return scene.cast.administrator


def reunification_write_up(scene):
    reunifying.make_rehearsal(coalition=scene.coalition, held=False)
    return scene.cast.administrator


def reunification_kit(scene):
    reunifying.make_kit(coalition=scene.coalition)
    return scene.cast.administrator


MAKERS = {
    maker.__name__: maker
    for maker in (
        *(reunification_site, reunification_roles, reunification_rehearsal),
        *(reunification_write_up, reunification_kit),
    )
}
