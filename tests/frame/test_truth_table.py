"""Who may do what: fourteen roles, every verb, every level of a section, in every coalition they stand to, as one table.

The table is the product's ("The people, and who may do what"), written out; nothing in it is computed from our code. It asks
the real fetches and policies about real rows. A role or a policy that the table does not decide fails.
"""

import inspect
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.http import Http404

from coalitions import policies
from coalitions.policies import can_form_coalition, can_import_schools
from coalitions.roles import Role, Sensitivity
from plans import policies as plans
from plans.models import Section
from tests.frame import rows
from tests.frame.world import make_world
from tests.frame.world_plans import LEVELS
from training import policies as training

pytestmark = pytest.mark.django_db
PEOPLE = {
    "administrator": ["administrator"],
    "officers": ["sro", "security_officer"],
    "responders": ["law_enforcement", "fire", "ems", "emergency_manager"],
    "care": ["health", "mental_health"],
    "school": ["teacher", "staff"],
    "official": ["official"],
    "community": ["parent", "student"],
}
ALL = "administrator officers responders care school official community"
MEMBERS = "administrator officers responders care school official"
RESTRICTED = "administrator officers responders"
REACH_DOWN = "administrator officers responders care"
TRAINED = "administrator officers responders care school"
SUGGESTING = "administrator officers responders care school"
ADMINISTRATOR, NOBODY = "administrator", ""
# Way of standing to a place: whose cast asks about which place. In a sibling's or a foreign coalition nobody may anything.
WAYS = {
    "own": ("own", "own"),
    "district": ("district", "district"),
    "down": ("district", "own"),
    "up": ("own", "district"),
}
ELSEWHERE = [("own", "sibling"), ("own", "foreign"), ("district", "foreign")]


def reads(user, found):
    """The query and the policy say the same."""
    by_query = Section.objects.visible_to(user).filter(pk=found.pk).exists()
    assert bool(plans.can_read_section(user, found)) == by_query
    return by_query


@dataclass(frozen=True)
class May:
    """Who may: members of a school's own coalition (and of a district's, unless `district` differs), from above, from below."""

    policy: object
    about: object
    own: str = ""
    down: str = ""
    up: str = ""
    district: str | None = None

    def roles(self, way):
        """The roles that may, standing to the place in this way."""
        words = {"own": self.own, "down": self.down, "up": self.up, "district": self.district}[way]
        words = self.own if words is None else words
        return {role for group in words.split() for role in PEOPLE.get(group, [group])}


TABLE = {
    # Read and write, level by level
    "read public": May(plans.can_read_section, rows.section("public"), ALL, ALL, ALL),
    "read members": May(plans.can_read_section, rows.section("members"), MEMBERS, REACH_DOWN, MEMBERS),
    "read restricted": May(plans.can_read_section, rows.section("restricted"), RESTRICTED, RESTRICTED),
    "read restricted, put to each by name": May(
        plans.can_read_section, rows.section("restricted", "in_review"), MEMBERS, RESTRICTED
    ),
    "comment on public": May(plans.can_comment, rows.section("public"), ALL),
    "comment on members": May(plans.can_comment, rows.section("members"), MEMBERS),
    "comment on restricted": May(plans.can_comment, rows.section("restricted"), RESTRICTED),
    "edit public": May(plans.can_edit_section, rows.section("public"), ADMINISTRATOR),
    "edit members": May(plans.can_edit_section, rows.section("members"), ADMINISTRATOR),
    "edit restricted": May(plans.can_edit_section, rows.section("restricted"), ADMINISTRATOR),
    "see how public changed": May(plans.can_see_revisions, rows.section("public"), MEMBERS),
    "see how members changed": May(plans.can_see_revisions, rows.section("members"), MEMBERS),
    "see how restricted changed": May(plans.can_see_revisions, rows.section("restricted"), RESTRICTED),
    "acknowledge public": May(plans.can_acknowledge, rows.section("public"), ALL),
    "acknowledge members": May(plans.can_acknowledge, rows.section("members"), MEMBERS),
    "acknowledge restricted": May(plans.can_acknowledge, rows.section("restricted"), RESTRICTED),
    "resolve a comment on public": May(plans.can_resolve, rows.comment("public"), "administrator sro"),
    "resolve a comment on members": May(plans.can_resolve, rows.comment("members"), "administrator sro"),
    "resolve a comment on restricted": May(plans.can_resolve, rows.comment("restricted"), "administrator sro"),
    "suggest words of public": May(plans.can_suggest, rows.section("public"), SUGGESTING),
    "suggest words of members": May(plans.can_suggest, rows.section("members"), SUGGESTING),
    "suggest words of restricted": May(plans.can_suggest, rows.section("restricted"), RESTRICTED),
    "suggest words of restricted, put to each by name": May(
        plans.can_suggest, rows.section("restricted", "in_review"), SUGGESTING
    ),
    "read what is suggested for public": May(plans.can_read_suggestion, rows.suggestion("public"), ALL, ALL, ALL),
    "read what is suggested for members": May(
        plans.can_read_suggestion, rows.suggestion("members"), MEMBERS, REACH_DOWN, MEMBERS
    ),
    "read what is suggested for restricted": May(
        plans.can_read_suggestion, rows.suggestion("restricted"), RESTRICTED, RESTRICTED
    ),
    "take a suggestion": May(plans.can_answer_suggestion, rows.suggestion("members"), ADMINISTRATOR),
    "withdraw a suggestion": May(plans.can_withdraw_suggestion, rows.suggestion("members"), "sro"),
    "see who else has public open": May(plans.can_see_who_is_here, rows.section("public"), MEMBERS),
    "see who else has members open": May(plans.can_see_who_is_here, rows.section("members"), MEMBERS),
    "see who else has restricted open": May(plans.can_see_who_is_here, rows.section("restricted"), RESTRICTED),
    # The plan and its life
    "see the plans": May(plans.can_see_plans, rows.coalition, ALL, ALL, ALL),
    "be told that nothing is drafted": May(plans.can_see_drafts, rows.coalition, MEMBERS, REACH_DOWN),
    "ask for the plan": May(plans.can_ask_for_plan, rows.coalition, down=ADMINISTRATOR),
    "open the plan": May(plans.can_read_plan, rows.plan, ALL, ALL, ALL),
    "open what is drafted": May(plans.can_read_edition, rows.edition("drafting"), MEMBERS, REACH_DOWN),
    "open what is in review": May(plans.can_read_edition, rows.edition("in_review"), ALL, REACH_DOWN),
    "open what is signed": May(plans.can_read_edition, rows.edition("awaiting_signatures"), ALL, REACH_DOWN),
    "have a PDF made": May(plans.can_print, rows.edition("in_force"), ALL, ALL, ALL),
    "open what is in force": May(plans.can_read_edition, rows.edition("in_force"), ALL, ALL, ALL),
    "edit": May(plans.can_edit, rows.plan, ADMINISTRATOR),
    "publish": May(plans.can_edit_edition, rows.edition("in_force"), ADMINISTRATOR),
    "bring in a Word file": May(plans.can_bring_in, rows.word_file, ADMINISTRATOR),
    "decide the review one was asked for": May(plans.can_decide_review, rows.reviewer, ALL),
    "see who signs": May(plans.can_see_signatures, rows.edition("in_force"), MEMBERS, REACH_DOWN, MEMBERS),
    "sign where seated": May(plans.can_sign, rows.signature, MEMBERS),
    "sign for the fire chief": May(plans.can_sign, rows.signature_of_fire, "fire ems"),
    "see the fire chief's signature": May(plans.can_see_signature, rows.signature_of_fire, "administrator fire ems"),
    "see one's signature": May(plans.can_see_signature, rows.signature, ALL),
    "manage signatures": May(plans.can_manage_signature, rows.signature, ADMINISTRATOR),
    "see how a board voted": May(plans.can_see_approval, rows.approval, MEMBERS, REACH_DOWN),
    "add the minutes of a vote, void it": May(plans.can_manage_approval, rows.approval, ADMINISTRATOR),
    "see who read the protocols": May(plans.can_see_readers, rows.edition("in_force"), ADMINISTRATOR),
    "see who acknowledged": May(plans.can_see_acknowledgements, rows.coalition, ADMINISTRATOR),
    # The coalition
    "see the coalition": May(policies.can_see, rows.coalition, ALL, ALL, ALL),
    "be a member": May(policies.is_member, rows.coalition, ALL),
    "see who is in it": May(policies.can_see_people, rows.coalition, ALL, RESTRICTED),
    "invite": May(policies.can_administer, rows.coalition, ADMINISTRATOR),
    "change a seat": May(policies.can_administer_subject, rows.seat, ADMINISTRATOR),
    "keep the record of a person": May(policies.can_keep_record, rows.person, ADMINISTRATOR, ADMINISTRATOR),
    "keep it on the coalition's pages": May(policies.can_keep_record_here, rows.person, ADMINISTRATOR),
    "let somebody sign for one": May(policies.can_designate, rows.membership, ALL),
    "let somebody sign no more": May(policies.can_end_designation, rows.designation, "administrator fire ems"),
    "leave": May(policies.can_leave, rows.membership, ALL),
    "read the record of changes": May(policies.can_read_audit, rows.coalition, ADMINISTRATOR),
    "read who was reminded": May(policies.can_read_reminders, rows.coalition, ADMINISTRATOR),
    "see the schools": May(policies.can_see_schools, rows.coalition, district=ALL),
    "form a school's coalition": May(can_form_coalition, rows.school, down=ADMINISTRATOR, district=ADMINISTRATOR),
    "bring in schools": May(can_import_schools, rows.nothing, district=ADMINISTRATOR),
    # Training
    "log one's own": May(training.can_log, rows.coalition, TRAINED),
    "log for others": May(training.can_log_for_others, rows.coalition, "administrator officers"),
    "bring in one's own transcript": May(training.can_import_file, rows.transcript, TRAINED),
    "bring in a list of many": May(training.can_import_file, rows.transcript_of_many, "administrator officers"),
    "see one's own": May(training.can_see_own, rows.coalition, ALL),
    "see everybody's": May(training.can_see_records, rows.coalition, ADMINISTRATOR),
    "verify": May(training.can_verify, rows.coalition, ADMINISTRATOR),
    "verify a record": May(training.can_decide_record, rows.record_of_teacher, ADMINISTRATOR),
    "verify one's own record": May(training.can_decide_record, rows.record, NOBODY),
    "read one's own record": May(training.can_read_record, rows.record, ALL),
    "correct one's own record": May(training.can_change_record, rows.record, ALL),
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The casts of world.py, and a row for each of them wherever one is somebody's. Made once: nothing here changes it."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.MEDIA_ROOT", str(tmp_path_factory.mktemp("uploads")))
        world = make_world()
        for place in world.places.values():
            rows.add_plans(place)
            rows.add_what_is_somebodys(place)
        yield world
        transaction.set_rollback(True)


def may(asker, verb, place, role):
    """Whether the asker gets the row, and its policy says yes."""
    try:
        found = verb.about(asker, place, role)
    except Http404:
        return False
    return reads(asker, found) if verb.policy is plans.can_read_section else bool(verb.policy(asker, found))


def test_every_role_is_decided():
    assert sorted(role for roles in PEOPLE.values() for role in roles) == sorted(Role.values)
    assert sorted(LEVELS) == sorted(Sensitivity.values)


def test_every_policy_is_decided():
    ours = {
        function
        for module in (policies, plans, training)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if name.startswith(("can_", "is_")) and function.__module__ == module.__name__
    }
    assert ours == {verb.policy for verb in TABLE.values()}, "Say in the table who may, in each way."


@pytest.mark.parametrize("name", TABLE)
def test_everybody_may_what_the_table_says_and_nothing_else(world, name):
    verb = TABLE[name]
    for way, (cast, place) in WAYS.items():
        asking = world.places[cast].cast.items()
        if verb.about is rows.nothing and way not in ("own", "district"):
            continue
        found = {role for role, account in asking if may(account, verb, world.places[place], role)}
        expected = verb.roles(way)
        assert found == expected, (
            f"{way}: members of {cast}, asking about {place}: {written(verb.policy)} lets {sorted(found - expected)} too, and"
            f" {sorted(expected - found)} no more. If that is meant, change {name!r} in TABLE of this file, the rows of"
            " tests/frame/audience.py that the addresses behind this policy have, and the policy's sentence."
        )


# Words of a refusal that name a group, by the beginning of the word.
NAMED = {
    "administrator": ["administrator"],
    "officer": PEOPLE["officers"],
    "responder": PEOPLE["responders"],
    "official": PEOPLE["official"],
    "parent": ["parent"],
    "student": ["student"],
    "teacher": ["teacher"],
}


@pytest.mark.parametrize("name", TABLE)
def test_a_refusal_that_names_roles_is_true_of_who_gets_it(world, name):
    """ "Only officers do" is said to nobody who is one, and "Parents do not" to nobody else."""
    verb, place = TABLE[name], world.places["own"]
    for role, account in place.cast.items():
        if (reason := refusal(account, verb, place, role)) and (named := roles_named(reason)):
            is_true = role not in named if reason.startswith("Only") else role in named
            assert is_true, f"{role} is told “{reason}”. Mend the sentence in {written(verb.policy)}."


def refusal(asker, verb, place, role):
    """The first sentence of why not, "" where the asker may or gets nothing to ask about."""
    try:
        verdict = verb.policy(asker, verb.about(asker, place, role))
    except Http404:
        return ""
    # Of another coalition, as the district's, its roles say nothing about the asker's.
    return "" if verdict or "coalition" in verdict.reason else verdict.reason.split(". ")[0]


def roles_named(sentence):
    words = sentence.lower().split()
    return {role for word in words for start, roles in NAMED.items() if word.startswith(start) for role in roles}


def written(policy):
    """Where a policy is written: plans/policies.py, can_sign."""
    return f"{policy.__module__.replace('.', '/')}.py, {policy.__name__}"


@pytest.mark.parametrize("name", TABLE)
def test_nobody_may_anything_elsewhere(world, name):
    """Who holds every role at once may nothing in a sibling's or a foreign coalition; so nobody who holds one of them may."""
    verb, every_role = TABLE[name], frozenset(Role.values)
    for cast, place in ELSEWHERE if verb.about is not rows.nothing else ():
        assert not may(world.holding(cast, every_role), verb, world.places[place], "fire"), f"{cast} asked {place}"
