"""The page of one loop: seven steps, who and when, and the form of the one that waits."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.action_items.models import ActionItem
from plans.findings.models import Finding
from plans.loops.lifecycle import CLOSED, Step
from safety_portal.core.notices.models import Message, Reminder
from tests import action_items, builders, loops

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
FORM = "<form"


def words_of(answer):
    return " ".join(answer.content.decode().split())


def main_of(answer):
    """The page without what stands on every one."""
    return words_of(answer).partition("<main")[2].partition("</main>")[0]


@pytest.fixture
def show(client, coalition, administrator):
    """show(finding, account=administrator) -> the main part of its loop's page."""

    def get(finding, account=None):
        client.force_login(account or administrator)
        answer = client.get(reverse("closed_loop", args=[coalition.slug, finding.pk]))
        assert answer.status_code == 200
        return main_of(answer)

    return get


@pytest.fixture
def to_verify(coalition):
    """Said to be done ten days ago, by a new account."""
    return loops.make_stuck(coalition=coalition, at=Step.VERIFIED)


class TestHeading:
    def test_it_names_steps_done_and_the_one_that_waits(self, show, to_verify):
        page = show(to_verify)
        assert "3 of 7 steps done, verifying is 3 days overdue" in page

    def test_what_is_due_later(self, show, coalition):
        assert "2 of 7 steps done, evidence is due in 14 days" in show(
            loops.make_stuck(coalition=coalition, at=Step.EVIDENCE)
        )

    def test_what_has_no_day(self, show, coalition):
        page = show(loops.make_stuck(coalition=coalition, at=Step.CHANGED))
        assert "4 of 7 steps done, changing the plan is next" in page

    def test_closed_it_says_in_how_many_days(self, show, coalition):
        page = show(loops.make_stuck(coalition=coalition, at=CLOSED))
        assert "loop closed in 40 days" in page
        assert "<dt>Was open for</dt><dd>40 days</dd>" in page


class TestOnlyTheWaitingStepHasFields:
    @pytest.mark.parametrize(
        ("step", "button"),
        [
            (Step.ACTION_ITEM, "Open the action item"),
            (Step.EVIDENCE, "Say it is done"),
            (Step.VERIFIED, "Verify"),
            (Step.CHANGED, "Name this section"),
            (Step.SIGNED, "Not needed"),
            (Step.READ, "Not needed"),
        ],
    )
    def test_its_form_and_no_other(self, show, coalition, step, button):
        page = show(loops.make_stuck(coalition=coalition, at=step))
        waiting = page.partition('aria-current="step"')[2].partition("</li>")[0]
        assert f'value="{button}"' in page
        assert page.count('aria-current="step"') == 1
        assert page.count(FORM) == (2 if step == Step.CHANGED else 1)
        assert FORM in page.partition('aria-current="step"')[2].partition("loop-step")[0]
        assert waiting

    def test_closed_there_is_none(self, show, coalition):
        page = show(loops.make_stuck(coalition=coalition, at=CLOSED))
        assert FORM not in page
        assert 'aria-current="step"' not in page

    def test_a_reader_who_may_not_has_none(self, show, coalition, cast):
        page = show(loops.make_stuck(coalition=coalition, at=Step.CHANGED), cast.fire)
        assert FORM not in page

    def test_a_form_leads_back_to_the_loop(self, client, coalition, administrator, to_verify):
        client.force_login(administrator)
        here = reverse("closed_loop", args=[coalition.slug, to_verify.pk])
        item = to_verify.action_item
        verify = reverse("action_item_verify", args=[coalition.slug, item.pk])
        assert f'action="{verify}?back={here}"' in client.get(here).content.decode()
        assert client.post(f"{verify}?back={here}", {"words": ""}).url == here
        item.refresh_from_db()
        assert item.state == "verified"

    @pytest.mark.parametrize(
        "back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "no"]
    )
    def test_never_to_another_site(self, client, coalition, administrator, to_verify, back):
        client.force_login(administrator)
        verify = reverse("action_item_verify", args=[coalition.slug, to_verify.action_item.pk])
        answer = client.post(f"{verify}?back={back}", {"words": ""})
        assert answer.url == reverse("action_item", args=[coalition.slug, to_verify.action_item.pk])


class TestSteps:
    def test_who_owes_the_evidence_until_when(self, show, coalition):
        found = loops.make_stuck(coalition=coalition, at=Step.EVIDENCE)
        item = found.action_item
        page = show(found)
        assert f"{item.owner} owes it until" in page
        assert "Nothing was shown yet." in page

    def test_who_said_it_is_done_is_told_who_verifies(self, show, coalition, administrator):
        found = loops.make_found(coalition=coalition)
        loops.give_item(found, **action_items.done(by=administrator))
        builders.make_member(coalition=coalition, role="administrator", name="Nadia Strand")
        builders.make_member(coalition=coalition, role="administrator", name="Omar Lee")
        page = show(found)
        assert "You said that it is done; Nadia Strand or Omar Lee verifies." in page
        assert FORM not in page

    def test_others_read_who_does_not_verify(self, show, to_verify, administrator):
        page = show(to_verify)
        assert f"Dana Whitlock verifies. Not {to_verify.action_item.done_by}" in page

    def test_nobody_there_to_verify_is_said(self, show, coalition, administrator):
        found = loops.make_found(coalition=coalition)
        loops.give_item(found, **action_items.done(by=administrator))
        assert "Nobody yet: name a second administrator, who verifies." in show(found)

    def test_an_accepted_risk(self, show, coalition, administrator):
        found = loops.make_found(coalition=coalition)
        person = administrator.people.get()
        loops.give_item(found, **action_items.accepted(accepter=person))
        page = show(found)
        assert "Dana Whitlock accepts the risk until" in page
        assert "Open it again" in page

    def test_done_before_step_4_is_allowed_and_said(self, show, coalition, to_verify):
        section = loops.make_protocol(coalition=coalition, days_ago=200, title="Door checks")
        loops.name_section(to_verify.action_item, section)
        loops.make_protocol(
            coalition=coalition, edition=2, html=loops.NEW, after=section, title="Door checks"
        )
        page = show(to_verify)
        assert "Done before step 4, which is allowed." in page
        assert "See the change of Door checks" in page

    def test_a_restricted_section_is_not_named_to_who_does_not_read_it(
        self, show, coalition, district_coalition, to_verify
    ):
        secret = {"title": "zq-secret", "number": "7", "sensitivity": "restricted"}
        section = loops.make_protocol(coalition=coalition, days_ago=200, **secret)
        loops.name_section(to_verify.action_item, section)
        page = show(to_verify)
        assert "zq-secret" in page

    def test_signatures_that_are_missing(self, show, coalition):
        page = show(loops.make_stuck(coalition=coalition, at=Step.SIGNED))
        assert "edition 2: drafting" in page
        assert "Until then the old text is in force." in page

    def test_readers(self, show, coalition):
        page = show(loops.make_stuck(coalition=coalition, at=Step.READ))
        assert "1 person still to read" in page
        assert "0 of 1 who act under it have read the new text." in page
        assert "<dt>Concerns</dt><dd>1 person</dd>" in page

    def test_nobody_asked_says_what_to_do(self, show, coalition):
        found = loops.make_stuck(coalition=coalition, at=Step.CHANGED)
        before = loops.make_protocol(coalition=coalition, days_ago=200, roles=())
        loops.name_section(found.action_item, before)
        loops.make_protocol(
            coalition=coalition, edition=2, html=loops.NEW, after=before, days_ago=5, roles=()
        )
        assert "Nobody is asked to read it" in show(found)

    def test_not_needed_says_who_and_why_and_can_be_undone(self, show, coalition, administrator):
        found = loops.make_stuck(coalition=coalition, at=Step.CHANGED)
        mark = loops.mark(found, Step.CHANGED, marked_by=administrator)
        page = show(found)
        assert page.count("Not needed: Dana Whitlock") == 3
        assert "The text was right." in page
        undo = reverse("loop_undo", args=[coalition.slug, found.pk, mark.pk])
        assert page.count(f'href="{undo}"') == 1

    def test_a_decision_not_to_act_closes_it_with_its_reason(self, show, coalition, cast):
        found = loops.make_found(coalition=coalition)
        Finding.objects.filter(pk=found.pk).update(
            not_acting_at=timezone.now(), not_acting_by=cast.sro, not_acting_because="Torn down."
        )
        assert show(found).count("Torn down.") == 6

    def test_each_step_says_how_long_after_it_was_found(self, show, to_verify):
        assert "30 days after it was found" in show(to_verify)


class TestLedger:
    def remind(self, account, key, *, told, due, scope):
        message = Message.objects.create(
            dedupe_key=f"{key}{told}{account.pk}", kind="digest", to_name="x",
            to_address="x@example.org", subject="x", text="x", due_at=timezone.now(),
        )  # fmt: skip
        days = {"told_on": TODAY - timedelta(days=told), "due_on": TODAY - timedelta(days=due)}
        Reminder.objects.create(
            account=account, key=key, step=told, kind="x", scope=scope, title="x", message=message,
            **days,
        )  # fmt: skip

    def test_when_somebody_was_reminded_and_the_chair_told(self, show, coalition, cast, to_verify):
        key, scope = f"action_item_verification:{to_verify.action_item_id}", coalition.pk
        self.remind(cast.administrator, key, told=20, due=20, scope=scope)
        self.remind(cast.administrator, key, told=13, due=20, scope=scope)
        self.remind(cast.official, f"escalation:{scope}", told=18, due=30, scope=scope)
        self.remind(cast.official, f"escalation:{scope}", told=10, due=30, scope=scope)
        page = show(to_verify)
        reminded = page.partition("<dt>Reminded</dt>")[2].partition("</dd>")[0]
        chair = page.partition("<dt>Told of delay</dt>")[2].partition("</dd>")[0]
        assert reminded.count("<time") == 2
        assert chair.count("<time") == 1
        assert (TODAY - timedelta(days=10)).isoformat() in chair

    def test_nobody_was_reminded(self, show, coalition):
        page = show(loops.make_found(coalition=coalition))
        assert "<dt>Reminded</dt><dd>Not yet</dd>" in page
        assert "<dt>Told of delay</dt><dd>Nobody</dd>" in page


class TestReaders:
    @pytest.mark.parametrize(
        "role", ["teacher", "staff", "official", "parent", "student", "health"]
    )
    def test_who_reads_nothing_restricted_learns_nothing(self, client, coalition, cast, role):
        found = loops.make_found(coalition=coalition)
        client.force_login(getattr(cast, role))
        url = reverse("closed_loop", args=[coalition.slug, found.pk])
        assert client.get(url).status_code == 404

    @pytest.mark.parametrize("role", ["administrator", "sro", "fire", "emergency_manager"])
    def test_who_reads_it_reads_the_loop(self, show, coalition, cast, role):
        assert "7 steps done" in show(loops.make_found(coalition=coalition), getattr(cast, role))

    def test_a_finding_of_another_coalition_is_none(self, client, coalition, sibling, cast):
        found = loops.make_found(coalition=sibling)
        client.force_login(cast.administrator)
        url = reverse("closed_loop", args=[coalition.slug, found.pk])
        assert client.get(url).status_code == 404

    def test_it_is_only_read(self, client, coalition, administrator):
        found = loops.make_found(coalition=coalition)
        client.force_login(administrator)
        url = reverse("closed_loop", args=[coalition.slug, found.pk])
        assert client.post(url).status_code == 405


def test_the_same_elsewhere_is_counted_for_who_reads_it(
    show, coalition, sibling, district_coalition
):
    loops.make_found(coalition=sibling)
    loops.make_found(coalition=sibling, days_ago=400)
    found = loops.make_found(coalition=coalition)
    boss = builders.make_member(coalition=district_coalition, role="administrator")
    assert "1 other place had the same finding this year." in show(found, boss)
    assert "had the same finding" not in show(found)


def test_as_many_queries_for_much_as_for_little(
    client, coalition, administrator, django_assert_max_num_queries
):
    found = loops.make_stuck(coalition=coalition, at=CLOSED)
    client.force_login(administrator)
    url = reverse("closed_loop", args=[coalition.slug, found.pk])
    client.get(url)
    item = ActionItem.objects.get(pk=found.action_item_id)
    for _ in range(20):
        action_items.make_evidence(item=item)
        section = loops.make_protocol(coalition=coalition, days_ago=200)
        loops.name_section(item, section)
    with django_assert_max_num_queries(30):
        client.get(url)
