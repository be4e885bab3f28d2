"""What stands on the page is chosen: parts, concerns, letters, programs, words."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from coalitions.access.roles import Role
from coalitions.community.actions import settings
from coalitions.community.concerns import concerns_from, lines_of
from coalitions.community.letters import letters
from coalitions.community.models.page import CommunityPage
from coalitions.community.queries import page_of
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.programs import make_decision, make_program
from tests.publishing import choices, choose

pytestmark = pytest.mark.django_db
TIPS = [{"title": "Tip line", "url": "https://tips.example/"}]


def program_of(coalition, by, **said):
    decision = make_decision(coalition=coalition, by=by)
    leader = by.people.get()
    return make_program(coalition=coalition, by=by, decision=decision, leader=leader, **said)


def test_chosen_and_audited(coalition, administrator):
    page = choose(coalition, administrator, phone=" 555-0100 ", concerns=TIPS, letters=["gas_leak"])
    assert (page.phone, page.concerns, page.letters) == ("555-0100", TIPS, ["gas_leak"])
    row = AuditRow.objects.about(page).get()
    assert row.action == "community_page.changed"
    assert set(row.detail["changed"]) == {"phone", "concerns", "letters"}


def test_a_save_over_a_newer_one_is_refused(coalition, administrator):
    choose(coalition, administrator, phone="1")
    with pytest.raises(WrongState, match="Somebody saved"):
        settings.change_page(
            coalition=coalition, saves=0, choices=choices(phone="2"), by=administrator
        )


def test_nothing_changed_is_said(coalition, administrator):
    choose(coalition, administrator, phone="1")
    with pytest.raises(Refused, match="Nothing differs"):
        choose(coalition, administrator, phone="1")


def test_only_programs_that_run_here(coalition, administrator, foreign, outsider):
    running = program_of(coalition, administrator, title="Card")
    waiting = make_program(coalition=coalition, by=administrator, state="recommended")
    assert list(choose(coalition, administrator, programs=[running]).programs.all()) == [running]
    with pytest.raises(Refused, match="run here"):
        choose(coalition, administrator, programs=[waiting])
    assert list(page_of(coalition).programs.all()) == [running]


def test_programs_alone_change_the_page(coalition, administrator):
    choose(coalition, administrator, phone="1")
    page = choose(
        coalition, administrator, phone="1", programs=[program_of(coalition, administrator)]
    )
    assert page.saves == 2


def test_codes_that_are_none_are_not_kept(coalition, administrator):
    page = choose(coalition, administrator, phone="1", letters=["nonsense"], left_out=["nonsense"])
    assert (page.letters, page.left_out) == ([], [])


def test_only_administrators_choose(coalition, administrator):
    officer = builders.make_member(coalition=coalition, role=Role.SRO)
    with pytest.raises(PermissionDenied):
        choose(coalition, officer, phone="1")
    assert not CommunityPage.objects.exists()


def test_an_introduction_is_one_line_of_a_thousand(coalition, administrator):
    with pytest.raises(Refused, match="At most 1000"):
        choose(coalition, administrator, introduction="x" * 1001)


def test_concerns_as_lines_there_and_back():
    text = "Tip line | https://tips.example/\nDay and night | 555-0199"
    concerns = concerns_from(text)
    assert [each["url"] for each in concerns] == ["https://tips.example/", "tel:555-0199"]
    assert lines_of(concerns) == text


@pytest.mark.parametrize(
    "line",
    [
        "Tip line",
        "| https://tips.example/",
        "Tip line | http://tips.example/",
        "Tip line | javascript:alert(1)",
        "Tip line | https://tips",
        "Tip line | call me",
        f"{'x' * 121} | 555-0199",
    ],
)
def test_a_line_that_leads_nowhere_is_refused(line):
    with pytest.raises(Refused) as refused:
        concerns_from(line)
    assert refused.value.field == "concerns"


def test_six_concerns_at_most_and_each_once():
    many = "\n".join(f"Line {number} | 555-010{number}" for number in range(7))
    with pytest.raises(Refused, match="6 lines"):
        concerns_from(many)
    with pytest.raises(Refused, match="once"):
        concerns_from("A | 555-0199\nB | 555-0199")


def test_every_letter_is_in_both_languages():
    for letter in letters().values():
        for language in ("en", "es"):
            assert letter.title(language)
            assert letter.filled(language, {}).strip()


def test_a_letter_is_filled_with_what_is_known():
    letter = letters()["drill_before"]
    text = letter.filled("en", {"school": "Juniper Elementary", "phone": "555-0100"})
    assert "Juniper Elementary" in text
    assert "(date)" in text
    assert "{" not in text


def test_the_form_saves_and_shows_a_refusal_with_what_was_typed(client, coalition, administrator):
    client.force_login(administrator)
    address = reverse("community_settings", args=[coalition.slug])
    bad = {"phone": "555-0100", "concerns": "nowhere", "saves": 0}
    answer = client.post(address, bad)
    assert answer.status_code == 422
    assert "nowhere" in answer.content.decode()
    assert not CommunityPage.objects.exists()
    answer = client.post(address, bad | {"concerns": "Tip line | https://tips.example/"})
    assert answer.status_code == 302
    assert page_of(coalition).phone == "555-0100"


def test_a_stale_form_is_told(client, coalition, administrator):
    choose(coalition, administrator, phone="1")
    client.force_login(administrator)
    address = reverse("community_settings", args=[coalition.slug])
    assert client.post(address, {"phone": "2", "saves": 0}).status_code == 409
    assert page_of(coalition).phone == "1"
