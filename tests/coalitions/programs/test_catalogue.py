"""The catalogue: what came with the portal, and entries of a coalition's own."""

import pytest

from coalitions.access.roles import Role
from coalitions.briefs.readers.starter import starters
from coalitions.prevention.matrix import CODES
from coalitions.programs.actions import cataloguing
from coalitions.programs.here import EntryHere
from coalitions.programs.library import library
from coalitions.programs.models.entry import ProgramEntry
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.coalitions.programs.conftest import text
from tests.programs import LINE, entry_text, make_entry

TYPED = {
    "title": "Peer mediation",
    "cells": ["deter.intervention"],
    "led_by": ["teacher"],
    "for_whom": "Grades 6 to 8",
    "description": "Students help to settle a quarrel.",
    "process": "Mediations held\r\n\r\n  Trained mediators ",
    "outcome": "Fights",
    "review": "yearly",
    "caution": "",
    "saves": 0,
}


def test_the_portals_own_has_17_kinds_on_the_matrix():
    entries = library()
    assert len(entries) == 17
    assert {cell for each in entries.values() for cell in each.cells} <= set(CODES)


def test_what_goes_with_an_entry_is_a_starter_brief():
    codes = {starter.code for starter in starters()}
    assert {code for each in library().values() for code in each.briefs} <= codes


def test_an_entry_names_measures_of_both_kinds():
    assert all(each.process and each.outcome for each in library().values())


@pytest.mark.django_db
def test_it_is_listed_and_narrowed_by_place(coalition, officer, page):
    everything = text(page(officer, "program_catalogue", coalition.slug))
    assert "17 kinds of programs" in everything
    one = text(page(officer, "program_catalogue", coalition.slug, cell="prevent.intervention"))
    assert library()["connectedness"].title in one
    assert library()[LINE].title not in one


@pytest.mark.django_db
def test_a_place_that_is_none_narrows_nothing(coalition, officer, page):
    shown = text(page(officer, "program_catalogue", coalition.slug, cell="nonsense"))
    assert library()[LINE].title in shown


@pytest.mark.django_db
def test_an_administrator_adds_one(coalition, administrator, post, page):
    answer = post(administrator, "program_entry_add", coalition.slug, **TYPED)
    entry = ProgramEntry.objects.get()
    assert answer.url.endswith("/programs/catalogue/own-peer-mediation/")
    assert entry.process == ["Mediations held", "Trained mediators"]
    assert "Peer mediation" in text(page(administrator, "program_catalogue", coalition.slug))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("cells", [], "Mark at least one place in the matrix."),
        ("led_by", [], "This field is required."),
        ("process", " \r\n ", "This field is required."),
        ("process", "\u200b", "Name at least one measure, one in a line."),
        ("outcome", "\n".join(map(str, range(9))), "8 measures are the most"),
        ("outcome", "x" * 201, "200 is the most"),
        ("title", "\u200b", "Write something here, with letters."),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(
    coalition, administrator, post, field, typed, said
):
    answer = post(administrator, "program_entry_add", coalition.slug, **TYPED | {field: typed})
    assert answer.status_code == 422
    assert said in text(answer)
    assert "Students help to settle a quarrel." in text(answer)
    assert not ProgramEntry.objects.exists()


@pytest.mark.django_db
def test_a_title_is_there_once(coalition, administrator):
    cataloguing.add_entry(coalition=coalition, text=entry_text(), by=administrator)
    with pytest.raises(Refused, match="has an entry with this title"):
        cataloguing.add_entry(
            coalition=coalition, text=entry_text(title="PEER mediation"), by=administrator
        )


@pytest.mark.django_db
def test_titles_that_are_alike_have_codes_of_their_own(coalition, administrator):
    codes = [
        cataloguing.add_entry(coalition=coalition, text=entry_text(title=title), by=administrator)
        for title in ("Peer: mediation", "Peer mediation!", "«?»")
    ]
    assert [each.code for each in codes] == [
        "own-peer-mediation",
        "own-peer-mediation-2",
        "own-entry",
    ]


@pytest.mark.django_db
def test_an_officer_adds_none(coalition, officer, page):
    assert page(officer, "program_entry_add", coalition.slug).status_code == 403


@pytest.mark.django_db
def test_one_is_changed_once(coalition, administrator):
    entry = make_entry(coalition=coalition, by=administrator)
    here = EntryHere(coalition, entry.code, entry.text, entry)
    new = entry_text(title="Peer mediation, grades 6 to 8")
    changed = cataloguing.change_entry(here=here, saves=1, text=new, by=administrator)
    assert (changed.title, changed.saves) == (new.title, 2)
    with pytest.raises(WrongState, match="Somebody saved this entry"):
        cataloguing.change_entry(here=here, saves=1, text=entry_text(), by=administrator)
    with pytest.raises(Refused, match="Nothing differs"):
        cataloguing.change_entry(here=here, saves=2, text=new, by=administrator)


@pytest.mark.django_db
def test_one_that_is_withdrawn_is_read_and_no_more_recommended(
    coalition, administrator, officer, post, page
):
    entry = make_entry(coalition=coalition, by=administrator)
    post(administrator, "program_entry_withdraw", coalition.slug, entry.code)
    assert "Added by" not in text(page(officer, "program_catalogue", coalition.slug))
    assert "Withdrawn." in text(page(officer, "program_entry", coalition.slug, entry.code))
    assert page(officer, "program_recommend", coalition.slug, entry.code).status_code == 409
    again = post(administrator, "program_entry_withdraw", coalition.slug, entry.code)
    assert again.status_code == 409


@pytest.mark.django_db
def test_a_school_reads_its_districts_entries(district_coalition, coalition, page):
    by = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    entry = make_entry(coalition=district_coalition, by=by)
    teacher = builders.make_member(coalition=coalition, role=Role.TEACHER)
    shown = text(page(teacher, "program_catalogue", coalition.slug))
    assert f"Added by {district_coalition}" in shown
    assert page(teacher, "program_entry", coalition.slug, entry.code).status_code == 200


@pytest.mark.django_db
def test_a_districts_entry_is_changed_there(district_coalition, coalition, administrator, page):
    by = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    entry = make_entry(coalition=district_coalition, by=by)
    answer = page(administrator, "program_entry_change", coalition.slug, entry.code)
    assert answer.status_code == 403
    assert f"This entry is of {district_coalition}" in text(answer)


@pytest.mark.django_db
def test_a_code_that_is_none_is_not_found(coalition, administrator, page):
    assert page(administrator, "program_entry", coalition.slug, "nonsense").status_code == 404


@pytest.mark.django_db
def test_the_portals_own_is_not_changed(coalition, administrator, page):
    answer = page(administrator, "program_entry_change", coalition.slug, LINE)
    assert answer.status_code == 403
    assert "came with the portal" in text(answer)
