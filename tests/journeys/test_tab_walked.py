"""Pages of the coalition's work by Tab alone: everything that can be used is reached, in the order
in which it is read, and the ring around it can be seen. Nothing of them lies beside the narrowest
phone.
"""

import pytest

from tests.journeys.test_keyboard import SEEN
from tests.plugins.skips import needs_browser

pytestmark = needs_browser
# As whom, who signs in once, and where: the pages of one noun each, with a form where there is one.
PAGES = {
    "dana.whitlock": [
        f"/c/cedar-county/{page}"
        for page in (
            *("agreements/", "agreements/add/", "agreements/officers/", "meetings/"),
            *("action-items/", "action-items/board/", "action-items/add/"),
            *("assessments/", "assessments/findings/", "assessments/loops/"),
            *("contacts/", "contacts/schools/", "reunification/", "briefs/"),
            *("programs/", "programs/catalogue/", "programs/catalogue/reporting_line/"),
            "coverage/",
        )
    ],
    "nadia.strand": [
        f"/c/juniper/{page}"
        for page in ("contacts/", "contacts/arrange/", "reunification/", "meetings/")
    ],
    **{name: ["/"] for name in ("ray.castellan", "tom.hesse", "keisha.dunmore")},
}
# Marks what Tab should stop at in main: of choices that belong together it stops at one.
MARK = """() => {
  const all = [...document.querySelectorAll("main a[href], main button, main input, main select, main textarea, main summary")];
  const groups = new Set();
  const stops = all.filter((each) => {
    if (each.disabled || each.type === "hidden" || each.closest("[inert]")) return false;
    if (each.tabIndex < 0 || !each.checkVisibility({visibilityProperty: true})) return false;
    if (each.closest("details:not([open])") && !each.matches("summary")) return false;
    if (each.type !== "radio") return true;
    const name = `${each.form?.id} ${each.name}`;
    const first = !groups.has(name) && (each.checked || !all.some((one) => one.name === each.name && one.checked));
    if (first) groups.add(name);
    return first;
  });
  stops.forEach((each, place) => { each.dataset.stop = place; });
  return stops.length;
}"""
STOP = f"() => [document.activeElement.dataset.stop ?? null, ({SEEN})()]"
OUTER = "each => each.outerHTML.slice(0, 120)"
# Stops of the layout around main, before it and behind.
AROUND = 60


@pytest.mark.parametrize("name", PAGES)
def test_everything_is_reached_by_tab_and_seen_and_fits(enter, name):
    page = enter(f"{name}@cedar.example")
    for address in PAGES[name]:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address)
        number = page.evaluate(MARK)
        assert number > 0, address
        reached, unseen = walked(page, number)
        missed = [
            page.locator(f'[data-stop="{stop}"]').first.evaluate(OUTER)
            for stop in range(number)
            if stop not in reached
        ]
        assert (missed, unseen) == ([], []), address
        assert reached == sorted(reached), address
        page.set_viewport_size({"width": 320, "height": 640})
        is_wider = "document.scrollingElement.scrollWidth > window.innerWidth"
        assert not page.evaluate(is_wider), address


def walked(page, number):
    """(the stops that Tab reaches, in its order; what of them is not to be seen)."""
    reached, unseen = [], []
    for _ in range(number + AROUND):
        page.keyboard.press("Tab")
        stop, is_seen = page.evaluate(STOP)
        if stop is not None and int(stop) not in reached:
            reached.append(int(stop))
            if not is_seen:
                unseen.append(page.evaluate(f"({OUTER})(document.activeElement)"))
        if len(reached) == number:
            break
    return reached, unseen
