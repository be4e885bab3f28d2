"""Whether a row still means the person of its ID, and rows of one file that mean one. No database."""

from collections import defaultdict
from datetime import date
from types import SimpleNamespace

import pytest

from coalitions.rosters import same_person
from coalitions.rosters.readers.duplicates import joined
from coalitions.rosters.readers.duplicates import same_person as as_one
from coalitions.rosters.roster import Assignment, PersonRow
from coalitions.rosters.terms import day_after, day_of, starts


def row(name="Ada Byron", email="ada@x.org", *, number=2, ids=("7",), **more):
    return PersonRow(**{"number": number, "ids": ids, "username": "", "name": name, "email": email,
                        "phone": "", "title": "", "assignments": ()} | more)  # fmt: skip


def known(name="Ada Byron", email="ada@x.org"):
    return SimpleNamespace(name=name, email=email)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("José Núñez-Ruiz", {"jose", "nunez", "ruiz"}),
        ("J. R. Lee", {"lee"}),
        ("O'Hara", {"hara"}),
        ("王 芳", {"王", "芳"}),
        ("", set()),
    ],
)
def test_a_name_is_compared_by_its_words_without_accents_and_initials(name, parts):
    assert same_person.parts(name) == parts


def test_a_new_family_name_is_still_the_same_person():
    assert not same_person.is_somebody_else(row("Ada Lovelace", "lovelace@x.org"), known())


def test_another_name_with_the_same_address_is_still_the_same_person():
    assert not same_person.is_somebody_else(row("Augusta King"), known("Ada Byron", "ADA@x.org"))


def test_another_name_with_another_address_is_somebody_else():
    assert same_person.is_somebody_else(row("Zoe Other", "zoe@x.org"), known())


def test_an_address_that_neither_has_makes_nobody_the_same():
    assert same_person.is_somebody_else(row("Zoe Other", ""), known(email=""))


def test_a_letter_alone_makes_nobody_the_same():
    assert same_person.is_somebody_else(row("A. Other", "o@x.org"), known("A. Byron"))


def test_name_and_address_that_both_change_are_worth_a_look():
    assert same_person.both_change(row("Ada King", "king@x.org"), known())
    assert not same_person.both_change(row("Ada King", ""), known())
    assert not same_person.both_change(row("Ada King"), known())


def test_the_refusal_names_both_and_quotes_an_id_with_a_space():
    told = same_person.somebody_else(row("Zoe Other", "", ids=("7 A",)), known())
    assert told.startswith(
        "ID 7 A is Ada Byron (ada@x.org) here and Zoe Other (no address) in the file"
    )
    assert '--same-person "7 A"' in told


def test_who_has_no_id_is_named_by_the_user_name():
    told = same_person.somebody_else(row("Zoe Other", ids=(), username="zoe"), known())
    assert told.startswith("ID zoe is Ada Byron")


def reader():
    return SimpleNamespace(skipped=defaultdict(list), rejected=[])


def test_rows_of_one_id_add_where_somebody_is():
    first = row(assignments=(Assignment("1", "teacher"),))
    later = row(number=3, assignments=(Assignment("2", "nurse"), Assignment("1", "teacher")))
    (person,) = joined([first, later], told := reader())
    assert person.assignments == (Assignment("1", "teacher"), Assignment("2", "nurse"))
    assert dict(told.skipped) == {"The same person as in row 2.": [3]}


def test_what_the_first_row_lacks_is_taken_from_the_later():
    person = as_one(row(email="", phone=""), row(number=3, phone="555-0100", title="Nurse"))
    assert (person.number, person.email, person.phone, person.title) == (
        2,
        "ada@x.org",
        "555-0100",
        "Nurse",
    )


def test_what_the_first_row_says_is_not_overwritten():
    assert as_one(row(phone="555-0100"), row(phone="555-0199")).phone == "555-0100"


def test_one_mailbox_is_one_person_whatever_the_ids():
    (person,) = joined([row(), row(number=3, ids=("8",))], reader())
    assert person.ids == ("7", "8")


def test_an_id_that_two_people_carry_refuses_the_later_row():
    told = reader()
    (person,) = joined([row(), row("Zoe Other", "zoe@x.org", number=3)], told)
    assert person.name == "Ada Byron"
    (refused,) = told.rejected
    assert (refused.row, refused.field, refused.value) == (3, "id", "7")
    assert refused.reason.startswith("Row 2 carries this ID too, for somebody else;")


def test_a_mailbox_that_two_people_carry_refuses_the_later_row():
    told = reader()
    joined([row(), row("Zoe Other", number=3, ids=("8",))], told)
    (refused,) = told.rejected
    assert (refused.field, refused.value) == ("email", "ada@x.org")
    assert refused.reason.startswith("Row 2 carries this e-mail address too")


def test_who_is_to_be_deleted_and_to_stay_is_a_contradiction():
    assert as_one(row(), row(is_leaving=True)) is None


def test_two_addresses_of_one_id_are_a_contradiction():
    assert as_one(row(), row(email="other@x.org")) is None


def test_capital_letters_make_no_other_person():
    assert as_one(row(), row("ADA BYRON")) is not None


def test_two_people_without_an_id_and_an_address_stay_two():
    people = [row("Ann Lee", "", ids=()), row("Ann Lee", "", number=3, ids=())]
    assert joined(people, reader()) == people


def test_a_role_ends_on_the_day_after_its_last():
    assert day_after("2026-06-30") == date(2026, 7, 1)
    assert day_after("") is None


def test_the_last_day_of_the_calendar_has_no_day_after():
    assert day_after("9999-12-31") is None


def test_a_role_that_holds_already_began_before_every_other():
    assert starts(None) == date.min
    assert starts(date(2026, 8, 1)) == date(2026, 8, 1)
    assert day_of("") is None
