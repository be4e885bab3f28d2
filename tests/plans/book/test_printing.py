"""A copy as PDF.

Made by a worker, known by what is printed, given to nobody whose page would be another today.
"""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from pypdf import PdfReader

from coalitions.access.grants import view_as
from coalitions.access.roles import RESTRICTED
from coalitions.memberships.models.membership import Membership
from plans.book import actions, policies
from plans.book.models import PrintedCopy
from plans.book.writers.printing import copy_for, key_of, print_next
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.distribution import Distribution, RestrictedRead
from plans.writing.actions.editing import save_section
from safety_portal.core.exports import paper
from tests import builders
from tests.architecture import house
from tests.plans.book.asking import address, again, ask

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not paper.is_available(), reason="no Pango on this machine"),
]


def text_of(response):
    content = b"".join(response.streaming_content)
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split()
    )


def test_a_press_a_page_that_tells_and_the_file_and_the_second_press_is_the_file_at_once(
    edition, cast, client
):
    client.force_login(cast.fire)
    assert client.post(address(edition, "book_print_ask")).url == address(edition)
    assert "Waiting." in client.get(address(edition)).content.decode()
    assert client.get(address(edition, "book_download")).url == address(edition)
    assert (RestrictedRead.objects.count(), print_next(), print_next()) == (0, True, False)
    page = client.get(address(edition)).content.decode()
    assert ("Your PDF is ready" in page, "data-waiting" in page) == (True, False)
    file = client.get(address(edition, "book_download"))
    assert (
        file["Content-Disposition"]
        == 'attachment; filename="emergency-operations-plan-edition-1.pdf"'
    )
    assert "Key in room 9." in text_of(file)
    assert list(RestrictedRead.objects.values_list("account", "section_title", "channel")) == [
        (cast.fire.pk, "Vault", "downloaded")
    ]
    assert client.post(address(edition, "book_print_ask")).url == address(edition, "book_download")
    assert PrintedCopy.objects.get().pages == len(
        PdfReader(PrintedCopy.objects.get().file.open()).pages
    )


def test_the_pdf_is_tagged_with_bookmarks_and_page_numbers(edition, cast, client):
    ask(edition, cast.fire)
    print_next()
    client.force_login(cast.fire)
    content = b"".join(client.get(address(edition, "book_download")).streaming_content)
    reader = PdfReader(io.BytesIO(content))
    assert bool(reader.trailer["/Root"]["/MarkInfo"]["/Marked"])
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()
    assert "Lockdown" in [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert "Record of changes" in "".join(page.extract_text() for page in reader.pages)


def test_taking_the_copy_in_force_is_distribution_and_does_not_make_it_another_copy(
    edition, cast, client
):
    builders.force_status(edition, EditionStatus.IN_FORCE)
    edition.refresh_from_db()
    ask(edition, cast.teacher)
    print_next()
    client.force_login(cast.teacher)
    before = key_of(edition, reader=again(cast.teacher))
    assert client.get(address(edition, "book_download")).status_code == 200
    assert list(Distribution.objects.values_list("account", "channel")) == [
        (cast.teacher.pk, "downloaded")
    ]
    assert key_of(edition, reader=again(cast.teacher)) == before
    assert client.get(address(edition, "book_download")).status_code == 200


def test_who_may_read_less_by_now_is_not_given_what_was_made_before(edition, cast, client):
    builders.make_member(coalition=edition.plan.coalition, role="teacher", account=cast.fire)
    ask(edition, again(cast.fire))
    print_next()
    client.force_login(cast.fire)
    assert client.get(address(edition, "book_download")).status_code == 200
    Membership.objects.filter(person__account=cast.fire, role="fire").update(
        ends_on=timezone.localdate()
    )
    refused = client.get(address(edition, "book_download"))
    assert (refused.status_code, refused.url) == (302, address(edition))
    assert "the plan has changed since" in client.get(address(edition)).content.decode()
    client.post(address(edition, "book_print_ask"))
    print_next()
    text = text_of(client.get(address(edition, "book_download")))
    assert ("Lock the door." in text, "room 9" in text) == (True, False)


def test_a_copy_is_its_readers_alone(edition, cast, client):
    ask(edition, cast.fire)
    print_next()
    for role in ("administrator", "teacher", "parent"):
        other = getattr(cast, role)
        client.force_login(other)
        assert client.get(address(edition, "book_download")).status_code == 302
        assert copy_for(edition, reader=again(other)) is None


def test_a_section_made_restricted_or_changed_after_the_copy_was_made_asks_for_another(
    edition, cast, administrator
):
    copy = ask(edition, cast.teacher)
    print_next()
    section = edition.sections.get(title="Lockdown")
    save_section(
        section=section,
        title="Lockdown",
        html="<p>Bolt it.</p>",
        base_version=1,
        by=administrator,
        change="editorial",
    )
    assert copy_for(edition, reader=again(cast.teacher)) is None
    changed = ask(edition, cast.teacher)
    edition.sections.filter(pk=section.pk).update(sensitivity=RESTRICTED)
    assert print_next()
    changed.refresh_from_db()
    assert copy_for(edition, reader=again(cast.teacher)) == changed != copy
    assert "Bolt it." not in "".join(
        page.extract_text() for page in PdfReader(changed.file.open()).pages
    )


def test_who_left_before_it_was_made_gets_none(edition, cast):
    copy = ask(edition, cast.teacher)
    Membership.objects.filter(person__account=cast.teacher).update(ends_on=timezone.localdate())
    assert print_next()
    copy.refresh_from_db()
    assert (copy.made_at, copy.why) == (None, "You may not open this edition any more.")


def test_on_the_next_day_it_is_another_copy_and_after_two_the_file_is_gone(
    edition, cast, time_machine
):
    now = timezone.now()
    ask(edition, cast.teacher)
    print_next()
    name = PrintedCopy.objects.get().file.name
    left = default_storage.save("printed/left-by-a-killed-worker.pdf", io.BytesIO(b"%PDF"))
    assert actions.forget_copies(now=now) == 0
    assert all(default_storage.exists(each) for each in (name, left))
    time_machine.move_to(now + timedelta(days=1))
    assert copy_for(edition, reader=again(cast.teacher)) is None
    assert actions.forget_copies(now=now + timedelta(days=3)) == 1
    assert [default_storage.exists(each) for each in (name, left)] == [False, False]


def test_who_looks_as_another_role_changes_nothing(edition, administrator):
    view_as(administrator, coalition=edition.plan.coalition, role="teacher")
    assert not policies.can_print(administrator, edition)


def test_a_get_asks_for_nothing(edition, cast, client):
    client.force_login(cast.fire)
    assert client.get(address(edition, "book_print_ask")).status_code == 405
    client.get(address(edition))
    client.get(address(edition, "book_download"))
    assert PrintedCopy.objects.count() == 0


def test_no_page_draws_pdf_itself(edition, cast, client, monkeypatch):
    """What draws is imported by the child and the command alone.

    A page that did would hold up everybody.
    """
    texts = {module.name: module.text for module in house.modules().values()}
    drawing = {name for name, text in texts.items() if "weasyprint.HTML" in text}
    calling = {name for name, text in texts.items() if re.search(r"(?<!in )paper\.pdf\(", text)}
    choosing = {
        name for name, text in texts.items() if re.search(r"as_pdf|formats import .*FORMATS", text)
    }
    assert drawing == {"safety_portal.core.exports.paper"}
    assert calling == {"plans.book.writers.formats", "safety_portal.core.exports.press_child"}
    assert choosing == {
        "plans.book.writers.formats",
        "plans.book.writers.papers",  # of export_coalition, a command, too
        "plans.book.views",
        "plans.management.commands.export_plan",
    }
    monkeypatch.setattr(
        paper, "pdf", lambda *args, **more: pytest.fail("drawn in the process of a page")
    )
    client.force_login(cast.fire)
    client.post(address(edition, "book_print_ask"))
    for name in ("book_export", "book_print", "book_download"):
        assert client.get(address(edition, name)).status_code in (200, 302)
