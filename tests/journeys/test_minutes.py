"""Minutes in a browser: nothing typed is lost, whatever the network does, and two people meet."""

import pytest
from playwright.sync_api import Error, expect

from coalitions.meetings.models.agenda import AgendaLine
from coalitions.meetings.models.draft import MinutesDraft
from coalitions.memberships.models.membership import Membership
from tests.meeting import make_opened, write
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def line(coalition, administrator, cast):
    """The only line of a meeting that is held; the teacher takes notes."""
    taker = Membership.objects.get(person__account=cast.teacher)
    return make_opened(coalition=coalition, by=administrator, note_taker=taker).lines.get()


def address(line):
    return f"/c/juniper/meetings/{line.meeting_id}/write/"


def type_words(page, line, words):
    page.locator(f"#id_text_{line.pk}").press_sequentially(words)
    # Leaving the text keeps it at once.
    page.locator("#id_guests").focus()


def test_what_is_typed_is_kept_and_there_again_on_another_device(visit, line, administrator):
    page = visit(administrator)
    page.goto(address(line))
    type_words(page, line, "Every door was")
    expect(page.locator("#kept")).to_contain_text("Draft kept")
    line.refresh_from_db()
    assert line.text == ""
    other = visit(administrator)
    other.goto(address(line))
    expect(other.locator(f"#id_text_{line.pk}")).to_have_value("Every door was")
    expect(other.locator("main")).to_contain_text("words of yours that are not saved yet")
    other.get_by_role("button", name="Save minutes", exact=True).click()
    expect(other.locator("main")).to_contain_text("Saved. Nothing is sent")
    assert AgendaLine.objects.get(pk=line.pk).text == "Every door was"
    assert not MinutesDraft.objects.exists()


def test_a_lost_network_keeps_the_words_on_the_device_and_the_page_open(visit, line, administrator):
    page = visit(administrator)
    page.goto(address(line))
    page.context.set_offline(True)
    type_words(page, line, "Every gate")
    expect(page.locator("#kept")).to_contain_text("Draft kept on this device")
    page.get_by_role("button", name="Save minutes", exact=True).click()
    expect(page.locator("#says")).to_contain_text("Not saved: there is no connection.")
    # Gone as when a device is out of power: a page that is closed tries once more, and may find the
    # network that this test gives back.
    device = page.context
    with page.expect_event("crash"), pytest.raises(Error):
        page.goto("chrome://crash")
    page.close()
    device.set_offline(False)
    page = device.new_page()
    page.goto(address(line))
    expect(page.locator("#local")).to_be_visible()
    expect(page.locator("#local")).to_contain_text("Words kept on this device are not saved.")
    page.get_by_role("button", name="Use them").click()
    expect(page.locator(f"#id_text_{line.pk}")).to_have_value("Every gate")
    expect(page.locator("#kept")).to_contain_text("Draft kept just now")
    assert MinutesDraft.objects.get().text_of(line.pk) == ("Every gate", 0)


def test_two_people_at_once_get_back_what_both_wrote(visit, line, administrator, cast):
    page = visit(cast.teacher)
    page.goto(address(line))
    write(meeting=line.meeting, by=administrator, text="The chair's words.")
    type_words(page, line, "The note taker's words.")
    expect(page.locator("#newer")).to_contain_text("saved words under an item")
    page.get_by_role("button", name="Save minutes", exact=True).click()
    expect(page.locator("main")).to_contain_text("Nothing is lost.")
    expect(page.locator("main")).to_contain_text("The chair's words.")
    field = page.locator(f"#id_text_{line.pk}")
    expect(field).to_have_value("The note taker's words.")
    field.fill("Both together.")
    page.get_by_role("button", name="Save minutes", exact=True).click()
    expect(field).to_have_value("Both together.")
    expect(page.locator("main")).not_to_contain_text("Nothing is lost.")
    assert AgendaLine.objects.get(pk=line.pk).text == "Both together."


def test_marking_somebody_as_there_saves_what_is_typed(visit, line, administrator):
    page = visit(administrator)
    page.goto(address(line))
    page.locator(f"#id_text_{line.pk}").press_sequentially("Typed before the tap.")
    page.get_by_role("list", name="Tap who is there").get_by_role("button").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 of")
    assert AgendaLine.objects.get(pk=line.pk).text == "Typed before the tap."


def test_without_a_script_the_button_saves(watched, live_server, line, administrator, client):
    client.force_login(administrator)
    page = watched(live_server.url, java_script_enabled=False)
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page.goto(address(line))
    page.locator(f"#id_text_{line.pk}").fill("By the button.")
    page.get_by_role("button", name="Save minutes", exact=True).click()
    expect(page.locator("main")).to_contain_text("Saved. Nothing is sent")
    assert AgendaLine.objects.get(pk=line.pk).text == "By the button."
