"""Where the reader is, is said in the navigation, on every page of a coalition."""

import re

import pytest
from django.urls import reverse

from coalitions.access.roles import Role
from safety_portal.portal.home.navigation import NAV, ORDER, THUMB, current_place
from tests import builders
from tests.everywhere.relations import arguments, ours
from tests.markup import flat

# Pages that belong to no place: what somebody downloads, what answers a script, and where one
# chooses what to look as.
NOWHERE = {"coalition", "coalition_view_as", "workspace_picture"}


@pytest.mark.parametrize("name", sorted(ours()))
def test_every_page_of_a_coalition_belongs_to_a_place(name):
    if "coalition" not in arguments(name) or name in NOWHERE:
        return
    assert current_place(ORDER, name), f"Say in home/navigation.py which place {name} belongs to."


@pytest.mark.parametrize(
    ("group", "name", "label"),
    [
        ("officers", "record_log", "Training"),
        ("administrator", "signing_vote", "Plans"),
        ("responders", "signing_batch", "To sign"),
        ("responders", "signing_sign", "Plans"),
        ("school", "protocols", "Protocols"),
        ("school", "brief_answer", "Prevention"),
        ("official", "brief_answer", "Coalition"),
        ("administrator", "home", "Home"),
    ],
)
def test_the_place_that_says_most_of_an_address_is_marked(group, name, label):
    assert current_place(NAV[group], name).label == label


def test_the_thumb_bar_of_an_officer_marks_log():
    assert current_place(THUMB["officers"], "record_log").label == "Log"


def bars(page):
    """The words of the navigation, and of the thumb bar."""
    found = []
    for label in ("Main", "Main, phone"):
        bar = page.partition(f'aria-label="{label}"')[2].partition("</nav>")[0]
        found.append(re.findall(r">(?:</svg>)?([A-Z][a-z ]+)</a>", bar))
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "nav", "thumb"),
    [
        (
            "sro",
            "Home Plans Sites Training Drills Prevention Coalition",
            "Home Plans Log Drills Menu",
        ),
        (
            "fire",
            "Home Plans To_sign Sites Drills Bulletins Coalition",
            "Home Plans Sign Sites Menu",
        ),
        (
            "parent",
            "Home The_plan Drills Prevention Coalition",
            "Home The_plan Prevention Coalition Menu",
        ),
        ("official", "Home Plans To_sign Drills Coalition", "Home Plans Sign Coalition Menu"),
        (
            "health",
            "Home Protocols Plans Training Drills Prevention Coalition",
            "Home Protocols Training Briefs Menu",
        ),
    ],
)
def test_each_role_has_its_own_words(client, cast, role, nav, thumb):
    client.force_login(getattr(cast, role))
    said = [" ".join(each.replace(" ", "_") for each in bar) for bar in bars(flat(client.get("/")))]
    assert said[0] == nav
    assert thumb in (None, said[1])


@pytest.mark.django_db
def test_a_parent_who_teaches_finds_the_plans_once(client, coalition):
    account = builders.make_member(coalition=coalition, role=Role.PARENT)
    builders.make_member(coalition=coalition, role=Role.TEACHER, account=account)
    client.force_login(account)
    words = ["Home", "Protocols", "Plans", "Training", "Drills", "Prevention", "Coalition"]
    assert bars(flat(client.get("/")))[0] == words


@pytest.mark.django_db
def test_the_account_stands_in_the_portal_as_every_page_does(client, cast):
    client.force_login(cast.sro)
    for name in (
        "membership_account",
        "account_change_password",
        "mfa_index",
        "usersessions_list",
        "notice_own",
    ):
        page = client.get(reverse(name)).content.decode()
        assert 'aria-label="Main"' in page
        assert f">{cast.sro}</b>" in page


@pytest.mark.django_db
def test_who_has_to_set_up_the_second_step_is_shown_no_way_that_is_shut(client, cast, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(cast.sro)
    assert 'aria-label="Main"' not in client.get(reverse("mfa_index")).content.decode()
    client.force_login(builders.make_account(name="Of no role"))
    assert client.get(reverse("mfa_index")).status_code == 200
