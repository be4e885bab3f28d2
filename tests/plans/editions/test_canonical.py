"""What is signed, to the byte, and what makes its fingerprint another one."""

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.editions import canonical, placeholders
from plans.editions.fingerprints import fingerprints_of
from plans.writing.actions import not_needed
from tests import builders

PICTURE = "a" * 64
CONTENT = (
    '{"edition":1,"format":"safety-portal-edition","plan":"Emergency operations plan","sections":['
    '{"html":"<p>Juniper Elementary &amp; annex <img src=\\"picture/'
    + PICTURE
    + '\\"></p>","level":1,"number":"1",'
    '"pictures":["'
    + PICTURE
    + '"],"protocol_for":["sro","teacher"],"sensitivity":"members","title":"Lockdown é"}],'
    '"version":1}'
)


@pytest.fixture
def section(edition):
    return builders.make_section(
        edition=edition,
        title=unicodedata.normalize("NFD", "Lockdown é"),
        number="1",
        html='<p>{{ school.name }} &amp; annex <img src="picture/' + PICTURE + '"></p>',
        protocol_for=["teacher", "sro"],
    )


def content_of(edition, version=canonical.VERSION):
    facts = placeholders.facts_of(edition)
    return canonical.edition_content(edition, edition.sections.present(), facts, version)


def test_version_1_never_changes(section):
    content = content_of(section.edition, 1)

    assert canonical.serialise(content).decode() == CONTENT
    assert canonical.digest(content) == hashlib.sha256(CONTENT.encode()).hexdigest()
    assert fingerprints_of(section.edition, version=1).whole == canonical.digest(content)


def test_version_2_says_also_what_is_not_needed_and_never_changes(section, administrator):
    gap = builders.make_section(edition=section.edition, title="Buses", html="", number="2")
    not_needed.mark_not_needed(section=gap, because="None at {{ school.name }}", by=administrator)
    second = (
        ',{"html":"","level":1,"not_needed":"None at Juniper Elementary","number":"2","pictures":[],"protocol_for":[],'
        '"sensitivity":"members","title":"Buses"}],"version":2}'
    )
    expected = CONTENT.replace('"level":1,', '"level":1,"not_needed":"",').replace(
        '],"version":1}', second
    )

    assert canonical.serialise(content_of(section.edition)).decode() == expected
    assert fingerprints_of(section.edition).whole == hashlib.sha256(expected.encode()).hexdigest()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Lockdown"),
        ("number", "2"),
        ("level", 2),
        ("sensitivity", "restricted"),
        ("protocol_for", ["teacher"]),
        ("html", "<p>Juniper Elementary</p>"),
        ("html", '<p>{{ school.name }} &amp; annex <img src="picture/' + "b" * 64 + '"></p>'),
    ],
)
def test_each_part_of_a_section_counts(section, field, value):
    before = fingerprints_of(section.edition)
    type(section).objects.filter(pk=section.pk).update(**{field: value})
    after = fingerprints_of(section.edition)

    assert before.whole != after.whole
    assert before.sections[0][1] != after.sections[0][1]


def test_the_order_counts_and_what_was_taken_out_does_not(section, administrator):
    second = builders.make_section(edition=section.edition, title="Evacuate")
    before = fingerprints_of(section.edition).whole
    second.position, section.position = 1, 7
    section.save()
    second.save()
    swapped = fingerprints_of(section.edition).whole
    section.removed_at, section.removed_by = section.saved_at, administrator
    section.save()

    assert before != swapped
    assert [row[0] for row in fingerprints_of(section.edition).sections] == [second]


def test_what_a_placeholder_stands_for_counts_while_edited(section):
    before = fingerprints_of(section.edition).whole
    type(section.edition.plan.coalition.school).objects.update(name="Foxglove Elementary")
    section.edition.refresh_from_db()

    assert fingerprints_of(section.edition).whole != before


@pytest.mark.parametrize(
    "name", ["generated.signatures", "generated.record_of_changes", "edition.in_force_on"]
)
def test_generated_blocks_stand_by_their_name(edition, name):
    builders.make_section(edition=edition, html="<p>{{ " + name + " }}</p>")

    assert content_of(edition)["sections"][0]["html"] == "<p>{{ " + name + " }}</p>"


def test_facts_are_escaped_and_unknown_ones_stay():
    facts = {"school.name": 'A & "B" <i>'}

    assert placeholders.fill_placeholders("<p>{{school.name}}, {{ local.rooms }}</p>", facts) == (
        "<p>A &amp; &quot;B&quot; &lt;i&gt;, {{ local.rooms }}</p>"
    )
    assert placeholders.fill_plain("{{ school.name }}", facts) == 'A & "B" <i>'
    assert placeholders.unfilled(
        "{{ local.rooms }} {{ school.name }} {{ generated.seats }} {{ school.address }} {{ edition.review_by }}",
        facts,
    ) == ["local.rooms", "school.address"]


JSON = st.recursive(
    st.text() | st.integers(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner),
)


@given(JSON)
def test_writing_a_letter_in_two_ways_makes_no_difference(value):
    def written(form, item):
        if isinstance(item, str):
            return unicodedata.normalize(form, item)
        if isinstance(item, list):
            return [written(form, part) for part in item]
        return (
            {key: written(form, part) for key, part in item.items()}
            if isinstance(item, dict)
            else item
        )

    assert canonical.digest(written("NFD", value)) == canonical.digest(written("NFC", value))


def test_a_text_changed_and_changed_back_is_read_again():
    assert canonical.reading_digest("a" * 64, 1) != canonical.reading_digest("a" * 64, 3)
