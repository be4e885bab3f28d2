"""Every address, asked and posted to by somebody who may, with what no page of ours sends.

Never an error of ours.

The addresses are those of audience.py, the parameters are found in the code and the forms on the
pages themselves (hostile.py).
"""

import pytest
from django.urls import resolve

from safety_portal.core import paging
from tests.everywhere import hostile
from tests.everywhere.sending import ask, refused

pytestmark = pytest.mark.django_db
SHAPES = 5  # of a key: how many columns it is of, and which of them is hostile
PARTS = 4  # so that no test takes minutes where much else runs
MANY, LONGEST = (
    8,
    3,
)  # addresses of a part that accept a form as it is filled in here; CPU seconds of one request


def wrong_with(answer, written, seconds):
    """What is wrong with an answer to hostile words, or ""."""
    if answer.status >= 500:
        return f"answered {answer.status}"
    if answer.status >= 400 and written:
        return f"answered {answer.status} and left {written} rows written"
    return f"took {seconds:.1f} CPU seconds" if seconds > LONGEST else ""


def test_no_query_string_breaks_a_page(world, places):
    wrong = []
    for name, view, url, account in places:
        for query in queries(view):
            if name != "operation_readyz" and (
                what := wrong_with(*ask(world, f"{url}?{query}", account))
            ):
                wrong.append(f"{name} {what} for ?{query[:200]}")
    assert wrong == []


def queries(view):
    """Query strings: each name of a view with each value."""
    yield hostile.query_of({"x": hostile.NUL})
    for name in hostile.asked_of(view):
        yield from (hostile.query_of({name: value}) for value in (hostile.NUL, *hostile.VALUES))


def test_no_key_breaks_a_list(world, places, kinds_read):
    """Of each list a page is asked for by a key of each shape.

    What else a key may hold is tried on one list of all whose keys are seen to go to the one reader
    of keys (core/paging.py), and there to columns of the same kinds.
    """
    wrong, tried = [], set()
    for name, _, url, account in (each for each in places if hostile.is_paged(each[1])):
        kinds_read.clear()
        for number, query in enumerate(keys()):
            if number == SHAPES and kinds_read and kinds_read <= tried:
                break
            if what := wrong_with(*ask(world, f"{url}?{query}", account)):
                wrong.append(f"{name} {what} for ?{query[:200]}")
        tried |= kinds_read
    assert wrong == []


@pytest.fixture
def kinds_read(monkeypatch):
    """What the reader of keys was asked for since this was emptied: the kinds of the columns."""
    found, read = set(), paging._values

    def values(rows, names, key):
        found.add(tuple(kind_of(paging._field(rows, name)) for name in names))
        return read(rows, names, key)

    monkeypatch.setattr(paging, "_values", values)
    return found


def kind_of(column):
    """What decides how a column's part of a key is read."""
    return type(column), column.max_length, column.null, tuple(map(repr, column.choices or ()))


def keys():
    """Query strings that ask for a page of a list: each value in each of the SHAPES of a key, and
    the first value in all of them first.
    """
    for number, value in enumerate((*hostile.VALUES, hostile.NUL)):
        text = value if isinstance(value, bytes) else value.encode()
        for key in (text, text + b"~" + text, b"2026-01-01~" + text, text + b"~1", b"1~" + text):
            yield hostile.query_of({hostile.PAGING[number % 2]: key})


def test_no_part_of_an_address_breaks_a_page(world, places):
    """Of each address one such path goes all the way, from one address to the next another; where
    the gate refuses the others, no page says so again.
    """
    wrong = []
    for turn, (name, _, url, account) in enumerate(places):
        hostile_paths = list(paths(url))
        for number, path in enumerate(hostile_paths):
            goes_all_the_way = number == turn % len(hostile_paths)
            no = None if goes_all_the_way else refused(world, path, account)
            if what := wrong_with(*((no, 0, 0) if no else ask(world, path, account))):
                wrong.append(f"{name} {what} for {path[:200]}")
    assert wrong == []


def paths(url):
    """The address with each of its parts, one after the other, replaced by what cannot be there."""
    words, at = url.split("/"), 0
    parts = [str(part) for part in resolve(url).kwargs.values()]
    for part in parts:
        at = next((place for place in range(at, len(words)) if words[place] == part), None)
        if at is None:  # part of a word, as a version in a file's name
            return
        for value in (
            "%00",
            *(hostile.NUMBERS[:3] if part.isdecimal() else ("9" * 3_000, "%ED%A0%80")),
        ):
            yield "/".join([*words[:at], value, *words[at + 1 :]])
        at += 1


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_that_is_posted_breaks_an_action_or_is_half_done(world, forms, part):
    wrong, done, tried = [], set(), set()
    mine = sorted({sent.key[0] for _, sent, _ in forms})[part::PARTS]
    for view, sent, account in (each for each in forms if each[1].key[0] in mine):
        for given in hostile_posts(view, sent, tried):
            data = {name: value() if callable(value) else value for name, value in given.items()}
            found = ask(world, sent.url, account, method="POST", data=data)
            if what := wrong_with(*found):
                wrong.append(f"{sent.url} {what} for {in_short(given, sent.given)}")
            if found[0].status < 400 and found[1]:
                done.add(sent.key[0])
    assert wrong == []
    assert len(done) >= MANY, f"Forms are filled in so that only these are accepted: {sorted(done)}"


def hostile_posts(view, sent, tried):
    """The form all NUL, with nothing, with long texts.

    Then each name in turn at its worst and the others as they are.

    What was `tried` at the same name of another form of this address, sent by the same kind of
    button, is left out.
    """
    names = dict(hostile.posted_to(view)) | dict.fromkeys(sent.given, hostile.VALUE)
    yield from (dict.fromkeys(names, value) for value in (hostile.NUL, "", hostile.NOT_UTF_8))
    yield sent.given | dict.fromkeys(sent.typed, hostile.LONG)
    read = {
        name
        for name, how in names.items()
        if how == hostile.VALUE and not callable(sent.given.get(name))
    }
    for flag in [
        {},
        *({name: "on"} for name, how in hostile.posted_to(view) if how == hostile.FLAG),
    ]:
        yield sent.given | flag
        for name in sorted(read - sent.typed):
            is_new = (
                key := (sent.key[0], name, frozenset(flag or set(sent.given) - read))
            ) not in tried
            tried.add(key)
            yield from (
                sent.given | flag | {name: value}
                for value in values_for(name, sent, flag)
                if is_new
            )


def values_for(name, sent, flag):
    """What is worst where a number stands, or nobody knows what.

    Where something else stands, more than Python reads.
    """
    if name in sent.chosen or not sent.given.get(name, "1").isdecimal():
        return () if flag else (hostile.MORE_THAN_PYTHON_READS,)
    return hostile.NUMBERS[:3] if flag else (*hostile.NUMBERS, hostile.LONG)


def in_short(given, usual):
    return {name: repr(value)[:40] for name, value in given.items() if usual.get(name) != value}
