"""The board of action items without a mouse: the menu Move of a card leads to what the move asks."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import action_items
from tests.journeys.accessibility import faults
from tests.journeys.steps import said
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]
# Steps of Tab after which a card of a page this short was reached, or never will be.
FAR = 60


@pytest.fixture
def item(coalition):
    return action_items.make_item(coalition=coalition, what="Repair the gym lock")


@pytest.fixture
def board(visit, coalition, administrator, item):
    page = visit(administrator)
    page.goto(reverse("action_item_board", args=[coalition.slug]))
    return page


def focused(page):
    """The words of what the keyboard is at."""
    return " ".join(page.evaluate("document.activeElement.innerText || ''").split())


def tab_to(page, words):
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if focused(page).startswith(words):
            return
    raise AssertionError(f"The keyboard never comes to “{words}”.")


def columns(page):
    """What each column says of itself: its name and how many are in it."""
    return page.locator(".board h2").all_inner_texts()


def test_a_card_moves_from_open_to_verify(board, item, visit, coalition, administrator):
    assert columns(board)[:2] == ["Open, 1", "To verify, 0"]
    tab_to(board, "Move")
    board.keyboard.press("Enter")
    expect(board.locator("details.move[open]")).to_have_count(1)
    assert faults(board) == []
    tab_to(board, "Say it is done")
    board.keyboard.press("Enter")
    expect(board.locator("h1")).to_have_text("Say it is done")
    board.get_by_label("What was done").focus()
    board.keyboard.type("New lock set.")
    for _ in range(FAR):
        board.keyboard.press("Tab")
        if board.evaluate("document.activeElement.value") == "Say it is done":
            break
    board.keyboard.press("Enter")
    said(board, "A second person verifies it now.")
    board.goto(reverse("action_item_board", args=[coalition.slug]))
    assert columns(board)[:2] == ["Open, 0", "To verify, 1"]
    item.refresh_from_db()
    assert (item.state, item.done_by) == ("done", administrator)


def test_a_menu_opens_and_shuts_by_the_space_bar(board):
    tab_to(board, "Move")
    board.keyboard.press("Space")
    expect(board.get_by_role("link", name="Say it is done")).to_be_visible()
    board.keyboard.press("Space")
    expect(board.get_by_role("link", name="Say it is done")).to_be_hidden()


def test_each_menu_says_of_which_card_it_is(board, item):
    assert board.locator("details.move summary").text_content().split() == [
        "Move:",
        *item.what.split(),
    ]
