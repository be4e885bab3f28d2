"""How what agreements, contacts and action items ask comes to be owed: more of the makers of tests/owing.py.

One for each kind, of a Scene.
"""

from datetime import timedelta

from tests import action_items, agreeing, calling, championing, programs, public_records


def action_item(scene):
    action_items.make_item(coalition=scene.coalition, owner=scene.cast.fire.people.get())
    return scene.cast.fire


def action_item_verification(scene):
    fire = scene.cast.fire
    action_items.make_item(
        coalition=scene.coalition, owner=fire.people.get(), **action_items.done(by=fire)
    )
    return scene.cast.administrator


def action_item_owner(scene):
    action_items.make_item(coalition=scene.coalition, owner=scene.cast.fire.people.get())
    scene.cast.fire.people.get().memberships.update(ends_on=scene.today)
    return scene.cast.administrator


def accepted_risk(scene):
    accepter = scene.cast.official.people.get()
    action_items.make_item(
        coalition=scene.coalition,
        owner=scene.cast.fire.people.get(),
        **action_items.accepted(accepter=accepter, days=30),
    )
    return scene.cast.administrator


def agreement_begin_renewal(scene):
    return _agree(scene, ends_on=scene.today + timedelta(days=80))


def agreement_ending(scene):
    return _agree(scene, ends_on=scene.today + timedelta(days=40))


def agreement_ended(scene):
    return _agree(scene, ends_on=scene.today - timedelta(days=10))


def agreement_review(scene):
    return _agree(scene, review_due_on=scene.today + timedelta(days=20))


def assignment_uncovered(scene):
    agreeing.make_assignment(
        person=scene.cast.sro.people.get(),
        school=scene.coalition.school,
        coalition=scene.coalition,
        starts_on=scene.today - timedelta(days=10),
    )
    return scene.cast.administrator


def contact_confirm_own(scene):
    calling.make_line(coalition=scene.coalition, person=scene.cast.health.people.get())
    return scene.cast.health


def contacts_to_confirm(scene):
    calling.make_line(coalition=scene.coalition)
    return scene.cast.administrator


def contact_roles_empty(scene):
    calling.make_role(coalition=scene.coalition, made_on=scene.today - timedelta(days=10))
    return scene.cast.administrator


def program_review(scene):
    programs.make_program(
        coalition=scene.coalition,
        by=scene.cast.administrator,
        review_due_on=scene.today + timedelta(days=20),
    )
    return scene.cast.administrator


def program_recommended(scene):
    programs.make_program(
        coalition=scene.coalition, by=scene.cast.administrator, state="recommended"
    )
    return scene.cast.administrator


def records_request(scene):
    public_records.make_request(coalition=scene.coalition, by=scene.cast.administrator)
    return scene.cast.administrator


def join_request(scene):
    championing.make_request(coalition=scene.coalition, days_ago=0)
    return scene.cast.administrator


def _agree(scene, **days):
    agreeing.make_agreement(coalition=scene.coalition, **days)
    return scene.cast.administrator


MAKERS = {
    maker.__name__: maker
    for maker in (
        *(action_item, action_item_verification, action_item_owner, accepted_risk),
        *(agreement_begin_renewal, agreement_ending, agreement_ended, agreement_review),
        *(contact_confirm_own, contacts_to_confirm, contact_roles_empty),
        *(assignment_uncovered, program_review, program_recommended),
        *(records_request, join_request),
    )
}
