"""Every URL, asked by every role in its own, its district's, a sibling's and a foreign coalition, and signed out.

Who gets what is told by one table (audience.py); the rows come from world.py. What is not in the table, or cannot be asked
because nobody said how to build its address, fails with a sentence.
"""

import logging
import re
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.urls import reverse

from tests.frame import asking, audience
from tests.frame.asking import undone
from tests.frame.world import HASH, make_world

pytestmark = pytest.mark.django_db
# URLs of other people's code, which declares no policy, by their namespace: whom they are for. Asked below.
THIRD_PARTY = {"admin": "the operator, who looks and changes nothing"}
# Part of an address -> what stands there for a place of the world and a row of the table.
ADDRESS = {
    "coalition": lambda place, row: place.coalition.slug,
    "plan": lambda place, row: place.at[row.edition]["plan"],
    "edition": lambda place, row: place.at[row.edition]["edition"],
    "section": lambda place, row: place.at[row.edition]["sections"][row.level].pk,
    "version": lambda place, row: 1,
    "sha256": lambda place, row: HASH,
    "format": lambda place, row: "html",
    "reviewer": lambda place, row: place.reviewer.pk,
    "comment": lambda place, row: place.comment.pk,
    "suggestion": lambda place, row: (place.secret_suggestion if row.level == "restricted" else place.suggestion).pk,
    "signature": lambda place, row: place.signature.pk,
    "approval": lambda place, row: place.approval.pk,
    "passage": lambda place, row: place.passage.pk,
    "record": lambda place, row: place.record.pk,
    "membership": lambda place, row: getattr(place, row.member).pk,
    "designation": lambda place, row: place.designation.pk,
    "person": lambda place, row: place.membership.person_id,
    "other": lambda place, row: place.colleague.pk,
    "invitation": lambda place, row: place.invitation.pk,
    "token": lambda place, row: place.token,
    "seat": lambda place, row: place.seat.pk,
    "agency": lambda place, row: place.agency.pk,
    "school": lambda place, row: place.school.pk,
    "file": lambda place, row: getattr(place, row.file).pk,
    "message": lambda place, row: place.message.pk,
    # allauth's, of nobody: a key that was never sent, a passkey and a session that are not there.
    "passkey": lambda place, row: 1,
    "session": lambda place, row: 1,
    "uidb36": lambda place, row: "1",
    "key": lambda place, row: "never-sent",
    "issuer": lambda place, row: "google",
    "sign_in": lambda place, row: 1,
}
GETS, SIGN_IN = "gets it", "to sign in"
READERS = audience.roles(audience.ALL)
FEW = 3
# The words of a section's level (world.py), and who reads it in a coalition of their own.
LEVELS = {"secret": audience.RESTRICTED, "inside": audience.MEMBERS}


@dataclass(frozen=True)
class Asked:
    """Who asks (in words, and the account), by which roles in whose cast, for an address of which place, to get what."""

    who: str
    account: object
    cast: str | None
    roles: frozenset
    place: object
    expect: object


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Made once; each test undoes what it did."""
    logging.disable(logging.WARNING)
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.MEDIA_ROOT", str(tmp_path_factory.mktemp("uploads")))
        world = make_world()
        for row in audience.TABLE.values():
            for cast, _, roles, _ in relations(row):
                world.holding(cast, roles)
        world.asker = asking.Asker()
        for account in (*world.accounts(), world.operator, *world.nobody.values()):
            world.asker.sign_in(account)
        yield world
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


def ours():
    """The URLs of our own views: all that are in no namespace of a third party."""
    return {name: pattern for name, pattern in asking.patterns().items() if name.split(":")[0] not in THIRD_PARTY}


def arguments(key):
    return asking.arguments(asking.patterns()[audience.name_of(key)])


def address(key, place, row):
    parts = {part: ADDRESS[part](place, row) for part in arguments(key)}
    return reverse(audience.name_of(key), kwargs=parts)


def keys(*, of_a_coalition):
    known = [key for key in audience.TABLE if audience.name_of(key) in ours()]
    return [key for key in known if ("coalition" in arguments(key)) == of_a_coalition]


def by_outcome(*, may="", hidden="", reaching=False):
    """(roles, what they are to get): each role that may for itself; all that are refused alike as one reader.

    What an account may is the union of what its roles may. So one account that holds all the roles that are refused, and
    is refused, speaks for each of them. Where reading only reaches in it goes by groups, so a group asks as one.
    """
    may, hidden = audience.roles(may), audience.roles(hidden)
    each = (
        [frozenset(group) & may for group in audience.GROUPS.values()] if reaching else [{role} for role in sorted(may)]
    )
    yield from ((frozenset(roles), GETS) for roles in each if roles)
    told, unknowing = READERS - may - hidden, hidden - may
    if len(told) < FEW:  # Whom a row names one by one may be asked because something is theirs.
        yield from ((frozenset({role}), 403) for role in sorted(told))
        told = ()
    yield from ((roles, status) for roles, status in ((told, 403), (unknowing, 404)) if roles)


def relations(row):
    """(name of the cast, name of the place, roles, what they are to get) for every way of standing to an address."""
    nothing = [(READERS, 404)]
    ways = [(row.of, row.of, by_outcome(may=row.own, hidden=row.hidden))]
    ways += [("own", "district", by_outcome(may=row.below, hidden=row.hidden_below, reaching=True))]
    if row.of == "own":
        ways += [
            ("district", "own", by_outcome(may=row.above, hidden=row.hidden_above, reaching=True)),
            ("own", "sibling", nothing),
        ]
    ways += [("own", "foreign", nothing), ("district", "foreign", nothing)]
    return [(cast, place, roles, status) for cast, place, outcomes in ways for roles, status in outcomes]


def asked_of_a_coalition(world, row):
    """Everybody who asks for an address of a coalition: see Asked."""
    for cast, name, roles, status in relations(row):
        yield Asked(f"{in_words(roles)} of {cast}", world.holding(cast, roles), cast, roles, world.places[name], status)
    here = world.places[row.of]
    yield Asked("nobody, signed out,", None, None, frozenset(), here, SIGN_IN)
    yield Asked("the operator", world.operator, None, frozenset(), here, GETS if row.operator else 404)
    for who, account in world.nobody.items():
        yield Asked(f"{who}, no member,", account, None, frozenset(), here, 404)


def asked_of_all(world, row):
    """The same for an address outside any coalition, which is nobody's place."""
    here = world.places[row.of]
    for roles, status in by_outcome(may=row.own, hidden=row.hidden):
        yield Asked(f"{in_words(roles)} of {row.of}", world.holding(row.of, roles), row.of, roles, here, status)
    outside = GETS if audience.roles(row.own) == READERS else 404 if row.hidden else 403
    for who, account in world.nobody.items():
        yield Asked(f"{who}, no member,", account, None, frozenset(), here, outside)
    yield Asked("the operator", world.operator, None, frozenset(), here, GETS if row.operator else outside)
    yield Asked("nobody, signed out,", None, None, frozenset(), here, GETS if row.signed_out else SIGN_IN)


def asked_by(world, key):
    """Everybody who asks for what a key of the table names."""
    row = audience.TABLE[key]
    return (asked_of_a_coalition if "coalition" in arguments(key) else asked_of_all)(world, row)


def in_words(roles):
    return " and ".join(sorted(roles)) if len(roles) < 3 else f"{len(roles)} roles in one"


def is_as_expected(answer, asked, row, *, expect):
    if expect == SIGN_IN:
        return answer.status == 302 and answer.location.startswith(reverse("account_login"))
    if expect != GETS:
        return answer.status == expect
    if asked.account is None:
        return answer.status == row.signed_out
    return answer.status == row.answers and not answer.location.startswith(reverse("account_login"))


def words_kept_from(cast, roles):
    """The marks (world.py) that must never stand on a page of this reader, as one pattern."""
    if cast is None:
        return r"zq-\w+-(?:secret|inside)|zq-(?:sibling|foreign)"
    down = "own", "sibling"
    reads = {level: bool(roles & audience.roles(who)) for level, who in LEVELS.items()}
    if cast == "own":
        kept = ["sibling", "district-secret", *([] if reads["inside"] else ["district-inside"])]
        kept += [f"own-{level}" for level in LEVELS if not reads[level]]
    else:
        reaches = {"secret": reads["secret"], "inside": bool(roles & audience.roles(audience.REACH_DOWN))}
        kept = [f"district-{level}" for level in LEVELS if not reads[level]]
        kept += [f"{place}-{level}" for place in down for level in LEVELS if not reaches[level]]
    return f"zq-(?:{'|'.join(['foreign', *kept])})"


def leaked(answer, cast, roles):
    return sorted(set(re.findall(words_kept_from(cast, roles), answer.text)))


def test_every_url_is_in_the_table():
    names = {audience.name_of(key) for key in audience.TABLE}
    assert sorted(set(ours()) - names) == [], "Write into audience.py who gets them."
    assert sorted(names - set(ours())) == [], "Take them out of audience.py: no such URL."


def test_every_url_declares_its_policy():
    silent = sorted(name for name, pattern in ours().items() if not hasattr(pattern.callback, "policy"))
    assert silent == [], "Put the view behind authority.gate in urls.py."


def test_every_address_can_be_built():
    unknown = {
        name: part for name, pattern in ours().items() for part in asking.arguments(pattern) if part not in ADDRESS
    }
    assert unknown == {}, "Say in ADDRESS what stands in this part of an address."


def test_names_are_given_once():
    assert [name for name in asking.doubled() if name in ours()] == []


@pytest.mark.parametrize("key", audience.TABLE)
def test_everybody_gets_what_the_table_says_and_no_word_more(world, key):
    row, wrong = audience.TABLE[key], []
    for asked in asked_by(world, key):
        url = address(key, asked.place, row)
        answer = world.asker.ask(url, account=asked.account)
        if not is_as_expected(answer, asked, row, expect=asked.expect):
            wrong.append(f"{asked.who}: {url} answered {answer.status}, not {asked.expect} ({row.answers})")
        if found := leaked(answer, asked.cast, asked.roles):
            wrong.append(f"{asked.who}: {url} says {found}")
    assert wrong == []


@pytest.mark.parametrize("key", audience.TABLE)
def test_who_may_not_changes_nothing_by_posting(world, key):
    """The same refusal as on reading, and not one row inserted, updated or deleted."""
    row, wrong = audience.TABLE[key], []
    for asked in asked_by(world, key):
        expect = asked.expect
        if expect == GETS and row.posts is not None and not asked.roles & audience.roles(row.posts):
            expect = 403
        if expect == GETS:
            continue
        url, before = address(key, asked.place, row), asking.rows_written()
        answer = world.asker.ask(url, account=asked.account, method="POST")
        if not is_as_expected(answer, asked, row, expect=expect):
            wrong.append(f"{asked.who}: POST {url} answered {answer.status}, not {expect}")
        if asking.rows_written() != before:
            wrong.append(f"{asked.who}: POST {url} wrote rows")
    assert wrong == []


@pytest.mark.parametrize("key", keys(of_a_coalition=True))
def test_an_empty_post_of_who_may_is_answered_in_words(world, key):
    """Nothing filled in: a form that says so, a conflict, or done; never an error of ours."""
    row = audience.TABLE[key]
    place = world.places[row.of]
    role = min(audience.roles(row.own if row.posts is None else row.posts), default=None)
    if role is None:
        return
    with undone():
        answer = world.asker.ask(address(key, place, row), account=place.cast[role], method="POST")
    assert answer.status in (200, 204, 302, 400, 404 if row.answers == 404 else 200, 405, 409, 422)


@pytest.mark.parametrize("key", keys(of_a_coalition=True))
def test_addresses_cannot_be_mixed(world, key):
    """One's own coalition in the address opens nothing of a sibling's or foreign one: each part is put there in turn."""
    row = audience.TABLE[key]
    own, own_parts = world.places[row.of], arguments(key)
    mine = {part: ADDRESS[part](own, row) for part in own_parts}
    wrong = []
    for other in ("sibling", "foreign", "district" if row.of == "own" else "own"):
        for part in own_parts:
            theirs = ADDRESS[part](world.places[other], row)
            if part == "coalition" or theirs == mine[part] or (part == "agency" and other != "foreign"):
                continue
            if part == "school" and other != "foreign":
                continue
            url = reverse(audience.name_of(key), kwargs=mine | {part: theirs})
            answer = world.asker.ask(url, account=own.administrator)
            if answer.status != 404:
                wrong.append(f"{url} with the {part} of {other} answered {answer.status}")
    assert wrong == []


@pytest.mark.parametrize("key", audience.TABLE)
def test_looking_as_another_role_changes_nothing(world, key):
    """An administrator who sees as a teacher reads as a teacher, and posts nothing at all but the way back."""
    row, place = audience.TABLE[key], world.places["own"]
    if row.of != "own" or audience.name_of(key) in ("see_as_stop", "account_logout", "csp_report"):
        return
    session = world.asker.session_of(place.administrator)
    session["see_as"] = {"coalition": place.coalition.pk, "role": "teacher"}
    session.save()
    url, before = address(key, place, row), asking.rows_written()
    posted = world.asker.ask(url, account=place.administrator, method="POST")
    assert (posted.status, asking.rows_written() - before) in ((403, 0), (404, 0))
    read = world.asker.ask(url, account=place.administrator)
    assert leaked(read, "own", audience.roles("teacher")) == []
    if "coalition" in arguments(key) and audience.roles(row.own) == {"administrator"} and not row.hidden:
        assert read.status == 403


def test_who_leaves_sees_nothing_from_the_next_request_on(world):
    place = world.places["own"]
    teacher, urls = place.cast["teacher"], [reverse(name, args=["own"]) for name in ("people", "plans", "training_own")]
    assert [world.asker.ask(url, account=teacher).status for url in urls] == [200, 200, 200]
    place.membership.ends_on = place.membership.starts_on
    place.membership.save(update_fields=["ends_on"])
    assert [world.asker.ask(url, account=teacher).status for url in urls] == [404, 404, 404]
    assert "zq-own-team" not in world.asker.ask(reverse("home"), account=teacher).text


def test_who_is_locked_out_is_signed_out(world):
    fire = world.places["own"].cast["fire"]
    fire.is_active = False
    fire.save(update_fields=["is_active"])
    answer = world.asker.ask(reverse("people", args=["own"]), account=fire)
    assert (answer.status, answer.location.split("?")[0]) == (302, reverse("account_login"))


def test_the_back_office_is_the_operators_and_read_only(world):
    """Everybody else is led to the sign-in or refused; the operator's posts change nothing either."""
    everyone, wrong, before = world.holding("own", READERS), [], asking.rows_written()
    for name, pattern in asking.patterns().items():
        if not name.startswith("admin:") or name == "admin:logout":
            continue
        parts = dict.fromkeys(asking.arguments(pattern), "1")
        parts |= {"app_label": "plans"} if "app_label" in parts else {}
        url = reverse(name, kwargs=parts) if pattern.name else "/admin/anything/else/"
        for account, method in ((None, "GET"), (None, "POST"), (everyone, "GET"), (everyone, "POST")):
            answer = world.asker.ask(url, account=account, method=method)
            if answer.status not in (302, 403, 404):
                wrong.append(f"{account}: {method} {url} answered {answer.status}")
        posted = world.asker.ask(url, account=world.operator, method="POST", data={"action": "delete_selected"})
        if asking.rows_written() != before:
            wrong.append(f"the operator: POST {url} answered {posted.status} and wrote rows")
    assert wrong == []
