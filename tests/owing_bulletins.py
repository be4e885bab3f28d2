"""How what bulletins ask comes to be owed: more of the makers of tests/owing.py."""

from tests import bulletins


def bulletin_unread(scene):
    bulletins.send(coalition=scene.coalition, by=scene.cast.sro)
    return scene.cast.administrator


def bulletin_unread_by_others(scene):
    people = [scene.cast.administrator.people.get()]
    bulletins.make_bulletin(coalition=scene.coalition, by=scene.cast.sro, people=people, days=2)
    return scene.cast.sro


MAKERS = {maker.__name__: maker for maker in (bulletin_unread, bulletin_unread_by_others)}
