"""How people come together: a coalition is formed, its first member accepts and invites the others."""

from safety_portal.demo.cast import PASSWORD
from tests.journeys.steps import fill, follow, press, said

SCHOOL = "Willow Bend Elementary"
ANA, FIRE, OFFICER, TEACHER = (
    f"{name}@willow.example" for name in ("ana.castle", "cal.reyes", "eli.stone", "dee.novak")
)
PEOPLE = {ANA: "Ana Castle", FIRE: "Cal Reyes", OFFICER: "Eli Stone", TEACHER: "Dee Novak"}


def form_the_coalition(page):
    """A district's administrator, on the page of its schools."""
    page.click("nav >> text=Coalition")
    page.click("main .subtabs >> text=Schools")
    page.click(f"[aria-label='Form the coalition of {SCHOOL}']")
    fill(page, email=ANA, name=PEOPLE[ANA])
    press(page, "Form coalition and invite")
    said(page, f"{SCHOOL} has its coalition; {ANA} is invited to administer it.")


def accept(page, email):
    """Open the demo's mail, follow the link of one's invitation, make an account."""
    page.goto("/sent-mail/")
    page.locator("tr", has_text=email).first.locator("a").click()
    page.click("main a[href*='/invitations/']:not([href*='decline'])")
    page.fill("[name=password]", PASSWORD)
    page.check("[name=promise]")
    page.click("button:has-text('Accept')")
    said(page, f"You are a member of {SCHOOL}.")
    return page


def invite(page):
    """The new administrator: one by the form, with a seat; the rest as a pasted list."""
    follow(page, "Invite people")
    page.select_option("[name=role]", "fire")
    page.select_option("[name=seat]", label="Fire chief or designee")
    fill(page, email=FIRE, name=PEOPLE[FIRE], title="Fire chief")
    press(page, "Send invitation")
    said(page, f"Invitation sent to {FIRE}.")
    page.click("nav >> text=Coalition")
    follow(page, "Invite many")
    fill(
        page,
        people=f"{PEOPLE[OFFICER]} <{OFFICER}>, School resource officer\n{PEOPLE[TEACHER]}\t{TEACHER}\tTeacher\n",
    )
    press(page, "Send invitations")
    said(page, "2 invitations sent.")


def take_the_seat(page, seat, email):
    """The administrator takes a seat that signs."""
    page.click("nav >> text=Coalition")
    page.click(f"[aria-label='Change {PEOPLE[email]}']")
    page.select_option("[name=seat]", label=seat)
    press(page, "Save changes")
    said(page, f"Saved for {PEOPLE[email]}.")
