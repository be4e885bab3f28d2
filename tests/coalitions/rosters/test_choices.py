"""What somebody says of a roster at the command line: roles, organizations, the same people."""

import pytest

from coalitions.rosters.choices import checked_role, parse_orgs, parse_roles, parse_same
from coalitions.rosters.match_schools import DISTRICT
from coalitions.rosters.roster import Org
from safety_portal.core.files.filetypes import FileRefused
from tests import builders
from tests.coalitions.rosters.deliveries import read

LIST = "ID,Name,Email,School,Role\n7,Ada Byron,ada@x.org,10001,Teacher\n"


@pytest.fixture
def roster():
    roster = read(LIST)
    roster.orgs["10001"] = Org("10001")
    return roster


def refused(parse, *given):
    with pytest.raises(FileRefused) as sentence:
        parse(*given)
    return str(sentence.value)


def test_a_role_alone_is_for_everybody_and_with_a_word_for_that_word():
    assert parse_roles(["staff", "School-Principal=administrator"]) == (
        "staff",
        {"schoolprincipal": "administrator"},
    )


def test_a_word_may_be_left_out():
    assert parse_roles(["Bus driver=skip"]) == ("", {"busdriver": "skip"})


def test_everybody_cannot_be_left_out():
    assert refused(parse_roles, ["skip"]).startswith("“skip” is no role; the roles are")


def test_two_roles_for_everybody_are_refused():
    assert refused(parse_roles, ["staff", "teacher"]).startswith(
        "--role names two roles, staff and teacher;"
    )
    assert parse_roles(["staff", "staff"]) == ("staff", {})


@pytest.mark.parametrize("word", ["Student", "K-12 Student", "9th grade", "Freshman"])
def test_a_word_for_students_becomes_no_role_whoever_says_so(word):
    assert refused(parse_roles, [f"{word}=staff"]) == (
        f"“{word}” is a word for students, who are never imported from a file."
    )


def test_a_word_for_students_may_be_left_out():
    assert parse_roles(["Student=skip"]) == ("", {"student": "skip"})


@pytest.mark.parametrize("code", ["student", "parent"])
def test_students_and_parents_are_roles_that_no_file_gives(code):
    assert refused(checked_role, code) == (
        "Students and parents are never imported from a file; invite them."
    )


def test_a_word_with_an_equals_sign_in_it_is_read_to_the_last_one():
    assert parse_roles(["a=b=teacher"]) == ("", {"ab": "teacher"})


@pytest.mark.django_db
def test_an_organization_is_a_school_by_slug_number_or_name(roster, coalition, district_coalition):
    school = coalition.school
    for name in (coalition.slug, school.nces_id, school.name.upper()):
        assert parse_orgs([f"10001={name}"], roster, district_coalition) == {
            "10001": str(school.pk)
        }


@pytest.mark.django_db
def test_an_organization_may_be_the_district_itself(roster, district_coalition):
    for name in ("District", district_coalition.slug):
        assert parse_orgs([f"10001={name}"], roster, district_coalition) == {"10001": DISTRICT}


@pytest.mark.django_db
def test_a_school_of_another_district_is_no_school_here(roster, district_coalition, foreign):
    told = refused(parse_orgs, [f"10001={foreign.slug}"], roster, district_coalition)
    assert told.startswith(f"Cedar County Schools has no school “{foreign.slug}”;")


@pytest.mark.django_db
def test_a_name_that_two_schools_have_means_neither(roster, coalition, district_coalition):
    builders.make_school(district=district_coalition.district, name=coalition.school.name)
    told = refused(parse_orgs, [f"10001={coalition.school.name}"], roster, district_coalition)
    assert told.startswith("Cedar County Schools has several schools called")


@pytest.mark.django_db
def test_an_organization_that_nobody_is_at_is_refused_with_those_there_are(
    roster, district_coalition
):
    told = refused(parse_orgs, ["99=district"], roster, district_coalition)
    assert told == "Nobody in the file is at an organization “99”; it has “10001”."


@pytest.mark.django_db
@pytest.mark.parametrize("pair", ["10001", "10001="])
def test_an_organization_without_a_school_is_refused_with_an_example(
    roster, district_coalition, pair
):
    assert refused(parse_orgs, [pair], roster, district_coalition) == (
        f"--org wants SOURCEDID=SCHOOL, as in --org 10001=juniper-elementary, not “{pair}”."
    )


def test_the_same_person_is_named_by_an_id_of_the_file(roster):
    assert parse_same(["7"], roster) == [roster.rows[0].fingerprint]


def test_an_id_that_is_not_in_the_file_is_nobody(roster):
    assert refused(parse_same, ["8"], roster) == (
        "Nobody in the file has the ID “8”, of whom --same-person could be said."
    )
