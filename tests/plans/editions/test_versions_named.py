"""Whatever names a version that a section never had is refused, by the action, with the words kept
and shown.
"""

import pytest

from plans.comments.actions import suggesting
from plans.comments.models.suggestion import Suggestion
from plans.editions.models.section import Section
from plans.writing.actions import editing
from plans.writing.models import Draft
from plans.writing.texts import NoSuchVersion, Text
from safety_portal.core.refusals import Refused
from tests import builders
from tests.plans.writing.pages.section_pages import LOCKED, at, said, save_as, sent

NEVER = (2, 99, 3_000_000_000, int("9" * 25))


@pytest.fixture
def section(edition):
    return builders.make_section(edition=edition, title="Lockdown", html=LOCKED)


@pytest.fixture
def mine(section):
    return {"section": section, "title": "Lockdown", "html": "<p>Mine.</p>"}


@pytest.mark.parametrize("version", [0, -1, *NEVER])
def test_no_action_takes_a_text_from_it(section, mine, administrator, version):
    acts = (
        lambda: editing.save_section(
            **mine, base_version=version, change="material", by=administrator
        ),
        lambda: editing.save_section(
            **mine | {"html": LOCKED}, base_version=version, change="material", by=administrator
        ),
        lambda: editing.keep_draft(**mine, base_version=version, account=administrator),
    )
    for act in acts:
        with pytest.raises(NoSuchVersion, match="never had the version") as refused:
            act()
        assert refused.value.base.html == LOCKED
    with pytest.raises(Refused, match="never had"):
        suggesting.suggest(**mine, base_version=version, by=administrator)
    assert (Section.objects.get().version, Draft.objects.count(), Suggestion.objects.count()) == (
        1,
        0,
        0,
    )


@pytest.mark.parametrize("version", [3, *NEVER[1:]])
def test_nothing_is_restored_or_decided_against_it(section, administrator, version):
    suggestion = suggesting.suggest(section=section, html="<p>Mine.</p>", by=administrator)
    save_as(administrator, section, "<p>Hers.</p>", base=1)
    revision = section.revisions.get(version=1)
    with pytest.raises(NoSuchVersion):
        editing.restore_revision(revision=revision, base_version=version, by=administrator)
    merged = Text("Lockdown", "<p>Both.</p>", version)
    with pytest.raises(NoSuchVersion):
        suggesting.accept(suggestion=suggestion, merged=merged, by=administrator)
    assert (Section.objects.get().html, Suggestion.objects.get().state) == ("<p>Hers.</p>", "open")


@pytest.mark.parametrize("version", NEVER)
@pytest.mark.parametrize("button", ["", "preview", "merge"])
def test_the_writer_sees_both_texts_and_keeps_the_words(writer, section, version, button):
    answer = sent(
        writer,
        section,
        "<p>Lock every door.</p>",
        base=version,
        **({button: "yes"} if button else {}),
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Nothing is saved: the form named a version that never was" in page
    assert "Lockdown has 1 version, and the form named another one." in said(answer)
    assert '<textarea name="html" hidden>&lt;p&gt;Lock every door.&lt;/p&gt;</textarea>' in page
    assert list(Draft.objects.values_list("html", "base_version")) == [
        ("<p>Lock every door.</p>", 1)
    ]
    assert Section.objects.get().version == 1


def test_what_that_page_offers_is_saved_against_the_text_it_showed(writer, section, nadia):
    save_as(nadia, section, "<p>Hers.</p>", base=1)
    page = sent(writer, section, "<p>Mine.</p>", base=99).content.decode()
    assert ('name="base_version" value="1"' in page, 'name="theirs_version" value="2"' in page) == (
        True,
        True,
    )
    assert (
        sent(
            writer, section, "<p>Mine.</p>", merge="yes", theirs_version=2, **{"keep-1": "both"}
        ).status_code
        == 302
    )
    assert Section.objects.get().html == "<p>Hers.</p><p>Mine.</p>"


@pytest.mark.parametrize("theirs", ["", "0", "99", "3000000000", "9" * 5_000, "²"])
def test_a_merge_against_a_version_that_never_was_shows_both_texts_again(
    writer, section, nadia, theirs
):
    save_as(nadia, section, "<p>Hers.</p>", base=1)
    answer = sent(
        writer, section, "<p>Mine.</p>", merge="yes", theirs_version=theirs, **{"keep-1": "mine"}
    )
    assert (answer.status_code, Section.objects.get().html) == (409, "<p>Hers.</p>")
    assert Draft.objects.get().html == "<p>Mine.</p>"


@pytest.mark.parametrize("version", ["", "x", "0", "3000000000", "9" * 25, "9" * 5_000])
def test_autosave_says_so_and_keeps_the_draft_there_was(writer, section, version):
    url, given = at("writing_draft", section), {"title": "Lockdown", "writer": writer.account.pk}
    writer.post(url, given | {"html": "<p>Before.</p>", "base_version": 1})
    answer = writer.post(url, given | {"html": "<p>After.</p>", "base_version": version})
    assert (answer.status_code, answer.json()["kept"]) == (422, False)
    assert "never had the version" in answer.json()["error"]
    assert Draft.objects.get().html == "<p>Before.</p>"


def test_a_suggestion_is_refused_with_its_words_and_can_be_sent_again(writer, section):
    answer = writer.post(
        at("comment_suggest_whole", section), {"html": "<p>Mine.</p>", "version": "3000000000"}
    )
    page = answer.content.decode()
    assert (answer.status_code, "names a version that the section never had" in page) == (422, True)
    assert "&lt;p&gt;Mine.&lt;/p&gt;" in page
    assert 'name="version" value="1"' in page
    assert Suggestion.objects.count() == 0


@pytest.mark.parametrize("version", ["99", "3000000000", "9" * 25])
def test_a_restore_shows_both_texts(writer, section, version):
    save_as(writer.account, section, "<p>Worse.</p>", base=1)
    answer = writer.post(at("writing_restore", section, 1), {"base_version": version})
    assert (answer.status_code, Section.objects.get().html) == (409, "<p>Worse.</p>")


def test_words_sent_before_signing_in_are_kept_from_the_first_version_on(
    client, section, administrator
):
    client.account = administrator
    sent(client, section, "<p>Typed before.</p>", base=999_999_999)
    client.force_login(administrator)
    assert "Typed before." in client.get(at("writing_edit", section)).content.decode()
    assert Draft.objects.get().base_version == 1
