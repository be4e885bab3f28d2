"""The pages on which plans are written: what each save, refusal and draft leaves behind."""

import re

import lxml.html
from django.urls import reverse
from lxml import etree

from plans.editions.actions import starting
from plans.editions.models.plan import Plan
from plans.editions.models.section import Section
from plans.history.models import Revision
from plans.writing.actions import editing
from plans.writing.models import Draft
from tests import builders
from tests.markup import flat
from tests.plans.writing.pages.section_pages import at, said, save_as, sent
from tests.plugins.skips import SHARED, needs_shared


def of_edition(name, edition):
    return reverse(name, args=[edition.plan.coalition.slug, edition.plan_id, edition.number])


def test_a_save_goes_back_to_the_section_and_says_so(writer, section):
    response = sent(
        writer, section, "<p>Lock both doors.</p>", reason="  A   drill ", change="editorial"
    )

    assert (response.status_code, response.url) == (302, at("workspace_section", section))
    revision = Revision.objects.get(section=section, version=2)
    assert (revision.html, revision.reason, revision.change) == (
        "<p>Lock both doors.</p>",
        "A drill",
        "editorial",
    )
    assert "Revision 2 of “Lockdown” saved." in said(writer.get(response.url))


def test_pictures_that_a_save_cannot_hold_are_counted(writer, section):
    """The editor takes them out and says so; whoever writes without a script hears of it here."""
    own = f'<img src="/c/x/plans/1/picture/{"ab" * 32}/" alt="">'
    away = '<img src="file:///C:/map.png"><IMG src="data:image/png;base64,AA=="><img alt="<img>">'
    response = sent(writer, section, f"<p>Lock both doors.</p>{own}{away}")
    page = said(writer.get(response.url))
    assert (
        "3 pictures were left out: not sent to the portal. Edit the section and use the Picture tool."
        in page
    )
    response = sent(writer, section, f"<p>Lock every door.</p>{own}", base=2)
    assert "left out" not in said(writer.get(response.url))


def test_a_replayed_form_saves_once(writer, section):
    for _ in range(2):
        response = sent(writer, section, "<p>Lock both doors.</p>")
    assert "Nothing was different; no revision made." in said(writer.get(response.url))
    assert Revision.objects.filter(section=section).count() == 2


def test_what_is_missing_is_said_and_the_words_stay_in_the_form(writer, section):
    response = sent(writer, section, "<p>Typed for an hour.</p>", title="")
    assert response.status_code == 422
    assert "Typed for an hour." in flat(response)


def test_plain_writing_becomes_paragraphs(writer, section):
    sent(writer, section, "One & two\r\nthree\r\n\r\nFour")
    assert Section.objects.get(pk=section.pk).html == "<p>One &amp; two<br>three</p><p>Four</p>"


def test_autosave_keeps_the_draft_and_tells_of_a_newer_text(writer, section, nadia):
    url = at("writing_draft", section)
    given = {
        "title": "Lockdown",
        "html": "<p>Typing</p>",
        "base_version": 1,
        "writer": writer.account.pk,
    }
    assert writer.post(url, given).json() == {"kept": True, "version": 1}

    save_as(nadia, section, "<p>Hers.</p>", base=1)
    told = writer.post(url, given).json()
    assert (told["kept"], told["version"], told["by"]) == (True, 2, "Nadia Strand")
    refused = writer.post(url, given | {"writer": nadia.pk})
    assert (refused.status_code, refused.json()) == (409, {"signed_in_as": "Dana Whitlock"})
    assert list(Draft.objects.values_list("account", "html")) == [
        (writer.account.pk, "<p>Typing</p>")
    ]


def test_nobody_sees_somebody_elses_draft(writer, section, nadia):
    editing.keep_draft(
        section=section, account=nadia, title="Lockdown", html="<p>Her secret.</p>", base_version=1
    )
    page = flat(writer.get(at("writing_edit", section)))
    assert "Her secret." not in page
    assert "Nadia Strand is writing here too" in page
    assert writer.get(at("writing_draft", section)).status_code == 302


def test_a_preview_shows_what_is_different(writer, section):
    response = sent(writer, section, "<p>Lock the front door.</p>", preview="yes")
    assert response.url == at("writing_draft", section)
    assert re.search(r"the <ins>\s?front\s?</ins>", flat(writer.get(response.url)))


def live(page):
    """What a browser would run, load or obey in a page, beyond what the page itself brings."""
    found = []
    for element in lxml.html.fromstring(page).iter(etree.Element):
        ours = element.get("src", "").startswith("/static/") or element.get("class") == "icon"
        if element.tag in {
            "script",
            "iframe",
            "object",
            "embed",
            "svg",
            "style",
            "base",
            "math",
            "link",
        }:
            found += [] if ours or element.get("href", "").startswith("/static/") else [element.tag]
        found += [
            f"{element.tag} {name}" for name in element.attrib if name.lower().startswith("on")
        ]
        addresses = (
            element.get("href"),
            element.get("src"),
            element.get("action"),
            element.get("formaction"),
        )
        found += [
            value
            for value in addresses
            if value and re.match(r"\s*(?:javascript|data|vbscript):", value, re.I)
        ]
    return found


@needs_shared
def test_hostile_text_is_inert_on_every_page_that_shows_it(writer, section):
    payloads = (
        (SHARED / "data" / "7-hostile" / "xss-payload-list_odd_lines.txt")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    base = 1
    for start in range(0, len(payloads), 400):
        html = "".join(f"<div>{payload}</div>" for payload in payloads[start : start + 400])
        response = sent(writer, section, html, base=base, title=payloads[start][:200] or "Title")
        assert response.status_code == 302
        base = Section.objects.get(pk=section.pk).version
        for url in (
            at("workspace_section", section),
            at("writing_edit", section),
            at("writing_revision", section, base),
        ):
            assert live(flat(writer.get(url))) == []


def test_an_empty_section_begins_with_starter_text_that_nobody_has_saved(writer, edition):
    section = builders.make_section(
        edition=edition, title="Lockdown", html="", target="lockdown", kind="functional"
    )
    page = flat(writer.get(at("writing_edit", section)))
    assert "This is starter text, not saved yet." in page
    assert "&lt;h3&gt;Goal during&lt;/h3&gt;" in page
    section.refresh_from_db()
    assert (section.html, Draft.objects.count()) == ("", 0)


def test_pages_stay_light(writer, coalition, administrator):
    edition = starting.start_plan(
        coalition=coalition, title="Plan", by=administrator, template="school"
    )
    workspace = writer.get(of_edition("workspace_edition", edition)).content
    arrange = writer.get(of_edition("writing_arrange", edition)).content
    assert (edition.sections.count(), len(workspace) < 30_000, len(arrange) < 56_000) == (52, True, True), (
        len(workspace), len(arrange),
    )  # fmt: skip


def test_a_picture_is_stored_once_and_named_by_its_content(writer, section, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    answers = [
        writer.post(at("writing_picture", section), {"picture": builders.png()}) for _ in range(2)
    ]
    picture = section.edition.plan.pictures.get()
    assert {answer.json()["url"] for answer in answers} == {
        reverse("workspace_picture", args=["juniper", section.edition.plan_id, picture.sha256])
    }
    assert [answer.status_code for answer in answers] == [201, 201]


def test_what_is_no_picture_is_refused_in_a_sentence(writer, section):
    for file in (builders.file("map.svg", b"<svg onload='x()'/>"), builders.file("map.png", b"")):
        answer = writer.post(at("writing_picture", section), {"picture": file})
        assert answer.status_code == 422
        assert answer.json()["error"].endswith(".")
    assert writer.post(at("writing_picture", section)).status_code == 422
    assert section.edition.plan.pictures.count() == 0


def test_a_plan_starts_from_its_page(writer, coalition):
    url = reverse("edition_start_plan", args=["juniper"])
    response = writer.post(url, {"title": "Emergency plan", "start": "structure"})
    plan = Plan.objects.get()
    assert response.url == reverse("workspace_edition", args=["juniper", plan.pk, 1])
    assert plan.editions.get().sections.count() == 52
    again = writer.post(url, {"title": "Emergency plan", "start": "nothing"})
    assert again.status_code == 422
    assert "already" in said(again)


def test_sections_are_added_moved_and_set_up_from_their_pages(writer, section):
    edition = section.edition
    writer.post(
        of_edition("writing_add", edition),
        {"title": "Keys", "neighbor": section.pk, "where": "inside"},
    )
    keys = edition.sections.get(title="Keys")
    arrange = of_edition("writing_arrange", edition)
    writer.post(arrange, {"move": f"{keys.pk}:out"})
    writer.post(arrange, {"move": f"{keys.pk}:up"})
    assert list(edition.sections.present().values_list("title", "level")) == [
        ("Keys", 1),
        ("Lockdown", 1),
    ]
    writer.post(arrange, {"remove": keys.pk})
    assert "Bring back Keys" in flat(writer.get(arrange))
    writer.post(arrange, {"bring_back": keys.pk})
    assert edition.sections.present().count() == 2
    assert writer.post(arrange, {"move": f"{keys.pk}:sideways"}).status_code == 409
    assert writer.post(arrange, {"remove": "x"}).status_code == 404

    given = {
        "number": "4",
        "title": "Key box",
        "sensitivity": "restricted",
        "protocol_for": ["teacher", "staff"],
    }
    response = writer.post(at("writing_set_up", keys), given)
    assert "3 settings saved." in said(writer.get(response.url))
    keys.refresh_from_db()
    assert (str(keys), keys.sensitivity, keys.protocol_for) == (
        "4 Key box",
        "restricted",
        ["staff", "teacher"],
    )
