"""What an archive holds, read back by the programs that people have."""

import csv
import hashlib
import io
import json
import re

import docx
import pypdf
import pytest
from django.db.models import FileField

from plans.editions.models.edition import Edition
from safety_portal.portal.coalition_export.offers import OWN, PAPERS, REFERENCED
from tests.everywhere.world_plans import membership_of

pytestmark = pytest.mark.django_db
NOUNS = [rows.name for rows in (*OWN, *REFERENCED)]


def table(archive, noun):
    """A list as a spreadsheet reads it: dicts by heading."""
    return list(csv.DictReader(io.StringIO(archive.read(f"lists/{noun}.csv").decode("utf-8-sig"))))


@pytest.mark.parametrize("noun", NOUNS)
def test_each_noun_is_an_array_of_objects_that_is_counted(archive, noun):
    objects = archive.objects(noun)
    assert archive.manifest["counts"][noun] == len(objects)
    assert [each["id"] for each in objects] == sorted(each["id"] for each in objects)


def test_the_world_has_most_nouns_so_that_the_tests_ask_something(archive):
    empty = {noun for noun, number in archive.manifest["counts"].items() if not number}
    assert len(empty) < 12


@pytest.mark.parametrize("rows", [rows for rows in OWN if rows.sheet], ids=lambda rows: rows.name)
def test_each_list_has_its_headings_and_a_line_an_object(archive, rows):
    lines = table(archive, rows.name)
    assert len(lines) == len(archive.objects(rows.name))
    assert all(list(line) == list(rows.sheet) for line in lines)


def test_lists_say_names_and_words_where_objects_have_keys_and_codes(archive):
    [line] = [one for one in table(archive, "memberships") if one["Name"] == "zq-own-fire"]
    assert (line["Role"], line["Seat"]) == ("Fire service", "zq-own-seat")
    [said] = [one for one in archive.objects("memberships") if one["role"] == "fire"]
    assert isinstance(said["seat"], int)


def test_the_manifest_names_each_other_file_with_its_length_and_hash(archive):
    files = archive.manifest["files"]
    assert [each["name"] for each in files] == [n for n in archive.names if n != "manifest.json"]
    for each in files:
        content = archive.read(each["name"])
        assert (len(content), hashlib.sha256(content).hexdigest()) == (
            each["bytes"],
            each["sha256"],
        )


def test_the_manifest_says_of_what_and_when_it_is(archive, world):
    told = archive.manifest
    own = world.places["own"].coalition
    assert told["coalition"] == {"id": own.pk, "slug": "own", "name": "zq-own-team"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00", told["made_at"])
    assert told["format"] == 1


def test_the_edition_in_force_is_there_as_word_and_as_pdf(archive, world):
    edition = Edition.objects.in_force().get(plan__coalition=world.places["own"].coalition)
    [word, paper] = [name for name in archive.names if name.startswith(f"plans/{edition.plan_id}/")]
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(archive.read(word))).paragraphs)
    assert "zq-own-secret" in text
    pages = pypdf.PdfReader(io.BytesIO(archive.read(paper))).pages
    assert "zq-own" in "".join(page.extract_text() for page in pages)


def test_the_calendar_has_each_meeting_once(archive):
    text = archive.read("calendar/meetings.ics").decode()
    uids = re.findall(r"^UID:(\S+)@", text.replace("\r\n ", ""), re.MULTILINE)
    assert sorted(uids) == sorted(each["uid"] for each in archive.objects("meetings"))


@pytest.mark.parametrize("rows", [rows for rows in OWN if rows.files], ids=lambda rows: rows.name)
def test_uploads_come_byte_for_byte_by_the_name_that_their_object_says(archive, rows):
    storage = {c.name: c.storage for c in rows.columns if isinstance(c, FileField)}
    seen = 0
    for each in archive.objects(rows.name):
        for column in rows.files:
            if each[column]:
                stored = rows.model._base_manager.values_list(column, flat=True).get(pk=each["id"])
                with storage[column].open(stored) as file:
                    assert archive.read(each[column]) == file.read()
                seen += 1
    assert seen


def test_relations_to_many_are_lists_of_keys(archive):
    places = {each["id"] for each in archive.objects("schools")}
    covered = [each["schools"] for each in archive.objects("agreements")]
    assert any(covered)
    assert all(set(keys) <= places for keys in covered)
    assert all(isinstance(each["sections"], list) for each in archive.objects("reviewers"))


def test_who_is_named_is_there_and_nobody_else(archive, world):
    own = world.places["own"]
    people = {each["name"] for each in archive.objects("people")}
    assert str(membership_of(own, "teacher").person) in people
    members = set(own.coalition.memberships.values_list("person__name", flat=True))
    assert {name for name in people if not name.startswith("zq-own")} <= {"Gone"} | members
    named = {each["person"] for each in archive.objects("memberships")}
    assert named <= {each["id"] for each in archive.objects("people")}


def test_of_an_account_only_its_name_is_told(archive):
    assert {tuple(each) for each in archive.objects("accounts")} == {("id", "name")}
    authors = {each["opened_by"] for each in archive.objects("action_items")}
    assert authors <= {each["id"] for each in archive.objects("accounts")}


def test_nothing_of_another_coalition_or_district_is_in_it(archive):
    everything = archive.everything.decode("utf-8", "replace")
    assert "zq-own" in everything
    assert not re.findall(r"zq-(?:sibling|foreign)[\w-]*", everything)
    # Of its district the name, the agency that a member comes from, the checklist of a walk.
    named = {"zq-district", "zq-district-agency-3", "zq-district-checklist", "zq-district-closed"}
    assert set(re.findall(r"zq-district[\w-]*", everything)) == named


def test_the_record_can_be_checked_by_what_stands_in_the_archive_alone(archive):
    """As docs/coalition-export.md says it, without code of ours."""
    before, rows = "", sorted(archive.objects("audit_rows"), key=lambda row: row["place"])
    assert len(rows) > 10
    for place, row in enumerate(rows, start=1):
        names = ("id", "at", "by_id", "by_name", "action", "subject_kind", "subject_id")
        said = [row[name] for name in (*names, "subject_name", "detail_text")]
        text = json.dumps([1, row["scope"], place, before, *said], ensure_ascii=False)
        assert row["hash"] == hashlib.sha256(text.encode()).hexdigest()
        before = row["hash"]


def test_times_keep_all_their_digits_and_numbers_their_decimals(archive):
    [row] = archive.objects("training_records")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", row["entered_at"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["held_on"])
    assert row["hours"] == "2.00"


def test_papers_are_offered_by_plans_and_meetings():
    assert len(PAPERS) == 2
