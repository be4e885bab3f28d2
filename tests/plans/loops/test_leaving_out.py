"""A step is called not needed only with a reason, only where it waits; and that can be undone."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InternalError, transaction
from django.urls import reverse
from django.utils import timezone

from plans.loops.actions import ALREADY_NAMED, leave_step_out, undo_mark
from plans.loops.lifecycle import CLOSED, MAY_BE_LEFT_OUT, Step
from plans.loops.models import StepNotNeeded
from plans.loops.queries import loops_of, marks_of
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import loops
from tests.plugins.databases import as_owner

pytestmark = pytest.mark.django_db
RIGHT = "The text was right: only the lock was broken."


def stuck(finding):
    return loops_of([finding.pk], on=timezone.localdate())[finding.pk].stuck


def address(name, finding, *more):
    return reverse(name, args=[finding.coalition.slug, finding.pk, *more])


@pytest.fixture
def verified(coalition, cast):
    return loops.make_stuck(coalition=coalition, at=Step.CHANGED)


@pytest.fixture
def mark(verified, administrator):
    return leave_step_out(finding=verified, step=Step.CHANGED, reason=RIGHT, by=administrator)


class TestLeavingOut:
    def test_it_says_who_when_and_why(self, verified, administrator):
        now = timezone.now()
        mark = leave_step_out(
            finding=verified, step=Step.CHANGED, reason=f"  {RIGHT}\n", by=administrator, now=now
        )
        mark.refresh_from_db()
        assert (mark.because, mark.marked_by, mark.marked_at) == (RIGHT, administrator, now)
        assert stuck(verified) == CLOSED

    def test_it_stands_in_the_history_of_the_finding(self, verified, mark):
        row = AuditRow.objects.about(verified).get()
        assert row.action == "loop_step.left_out"
        assert row.detail == {"step": "Section of the plan changed", "reason": RIGHT}
        assert row.scope == verified.coalition_id

    def test_it_mails_nobody(self, mark):
        assert not Message.objects.exists()

    @pytest.mark.parametrize("reason", ["", "  \n ", "\u202e", "\0"])
    def test_not_without_a_reason(self, verified, administrator, reason):
        with pytest.raises(Refused, match="Say why"):
            leave_step_out(finding=verified, step=Step.CHANGED, reason=reason, by=administrator)
        assert not StepNotNeeded.objects.exists()

    def test_not_with_a_reason_that_nobody_reads(self, verified, administrator):
        with pytest.raises(Refused, match="at most 500"):
            leave_step_out(
                finding=verified, step=Step.CHANGED, reason="a" * 10_000, by=administrator
            )

    @pytest.mark.parametrize("step", [Step.SIGNED, Step.READ, Step.FOUND, "nonsense", ""])
    def test_only_the_step_that_waits(self, verified, administrator, step):
        with pytest.raises(WrongState, match="waits for another step"):
            leave_step_out(finding=verified, step=step, reason=RIGHT, by=administrator)

    @pytest.mark.parametrize("step", [Step.ACTION_ITEM, Step.EVIDENCE, Step.VERIFIED])
    def test_what_is_mended_is_shown_and_verified_always(self, coalition, administrator, step):
        found = loops.make_stuck(coalition=coalition, at=step)
        with pytest.raises(WrongState, match="no loop goes without"):
            leave_step_out(finding=found, step=step, reason=RIGHT, by=administrator)

    @pytest.mark.parametrize("step", MAY_BE_LEFT_OUT)
    def test_each_of_the_last_three_may_be_left_out(self, coalition, administrator, step):
        found = loops.make_stuck(coalition=coalition, at=step)
        leave_step_out(finding=found, step=step, reason=RIGHT, by=administrator)
        assert stuck(found) == CLOSED

    def test_not_while_a_section_is_named(self, coalition, verified, administrator):
        loops.name_section(
            verified.action_item, loops.make_protocol(coalition=coalition, days_ago=200)
        )
        with pytest.raises(WrongState, match=ALREADY_NAMED):
            leave_step_out(finding=verified, step=Step.CHANGED, reason=RIGHT, by=administrator)

    def test_twice_is_once(self, verified, mark, administrator):
        with pytest.raises(WrongState, match="This loop is closed"):
            leave_step_out(finding=verified, step=Step.CHANGED, reason=RIGHT, by=administrator)
        assert StepNotNeeded.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_leave_it_out_once(coalition, administrator, run_at_once):
    found = loops.make_stuck(coalition=coalition, at=Step.CHANGED)

    def leave_out():
        try:
            leave_step_out(finding=found, step=Step.CHANGED, reason=RIGHT, by=administrator)
        except WrongState as wrong:
            return str(wrong)
        return "done"

    said = run_at_once(leave_out, times=3)
    assert said.count("done") == 1
    assert StepNotNeeded.objects.count() == 1


class TestUndoing:
    def test_it_says_who_when_and_why_and_the_loop_waits_again(self, verified, mark, administrator):
        undo_mark(mark=mark, reason="A sentence is wrong.", by=administrator)
        mark.refresh_from_db()
        assert (mark.undone_by, mark.undone_because) == (administrator, "A sentence is wrong.")
        assert stuck(verified) == Step.CHANGED
        assert marks_of(verified) == []

    def test_both_stay_in_the_history(self, verified, mark, administrator):
        undo_mark(mark=mark, reason="A sentence is wrong.", by=administrator)
        rows = AuditRow.objects.about(verified).order_by("pk")
        assert [row.action for row in rows] == ["loop_step.left_out", "loop_step.asked_again"]
        assert rows[1].detail["reason"] == "A sentence is wrong."

    def test_not_without_a_reason(self, mark, administrator):
        with pytest.raises(Refused):
            undo_mark(mark=mark, reason=" ", by=administrator)

    def test_once(self, mark, administrator):
        undo_mark(mark=mark, reason="A sentence is wrong.", by=administrator)
        with pytest.raises(WrongState, match="needed after all"):
            undo_mark(mark=mark, reason="Again.", by=administrator)

    def test_it_can_be_left_out_anew(self, verified, mark, administrator):
        undo_mark(mark=mark, reason="A sentence is wrong.", by=administrator)
        leave_step_out(finding=verified, step=Step.CHANGED, reason=RIGHT, by=administrator)
        assert StepNotNeeded.objects.count() == 2


class TestWho:
    @pytest.mark.parametrize("role", ["sro", "fire", "teacher", "staff", "official", "parent"])
    def test_only_who_edits_the_plan(self, verified, cast, role):
        by = getattr(cast, role)
        with pytest.raises(PermissionDenied):
            leave_step_out(finding=verified, step=Step.CHANGED, reason=RIGHT, by=by)

    def test_nobody_from_elsewhere(self, verified, mark, outsider, foreign):
        with pytest.raises(PermissionDenied):
            leave_step_out(finding=verified, step=Step.CHANGED, reason=RIGHT, by=outsider)
        with pytest.raises(PermissionDenied):
            undo_mark(mark=mark, reason=RIGHT, by=outsider)

    def test_the_officer_does_not_undo_it(self, mark, cast):
        with pytest.raises(PermissionDenied):
            undo_mark(mark=mark, reason=RIGHT, by=cast.sro)


class TestRows:
    def test_a_mark_is_never_deleted(self, mark):
        with as_owner(), pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
            mark.delete()

    def test_one_of_a_step_at_a_time(self, verified, mark):
        with pytest.raises(IntegrityError, match="one_step_not_needed"), transaction.atomic():
            loops.mark(verified, Step.CHANGED)

    def test_no_other_step_may_be_left_out(self, verified):
        with pytest.raises(IntegrityError, match="may_be_left_out"), transaction.atomic():
            loops.mark(verified, Step.VERIFIED)


class TestPages:
    @pytest.fixture
    def principal(self, client, administrator):
        client.force_login(administrator)
        return client

    def test_posted_it_leads_back_to_the_loop(self, principal, verified):
        given = {"step": Step.CHANGED, "reason": RIGHT}
        answer = principal.post(address("loop_leave_out", verified), given)
        assert answer.url == address("closed_loop", verified)
        assert StepNotNeeded.objects.get().because == RIGHT

    def test_the_form_names_the_step_that_waits(self, principal, verified):
        page = principal.get(address("loop_leave_out", verified)).content.decode()
        assert "Why no section of the plan has to change" in page
        assert 'value="section_changed"' in page

    def test_without_a_reason_nothing_is_lost(self, principal, verified):
        answer = principal.post(address("loop_leave_out", verified), {"step": Step.CHANGED})
        assert answer.status_code == 422
        assert not StepNotNeeded.objects.exists()

    def test_a_page_that_was_open_for_long_is_told_so(self, principal, verified, mark):
        given = {"step": Step.CHANGED, "reason": "Said twice."}
        answer = principal.post(address("loop_leave_out", verified), given)
        assert answer.status_code == 409
        assert "Said twice." in answer.content.decode()

    def test_a_step_that_cannot_be_left_out_is_no_page(self, principal, coalition):
        found = loops.make_stuck(coalition=coalition, at=Step.EVIDENCE)
        assert principal.get(address("loop_leave_out", found)).status_code == 409

    def test_undone_it_leads_back_to_the_loop(self, principal, verified, mark):
        url = address("loop_undo", verified, mark.pk)
        assert RIGHT in principal.get(url).content.decode()
        assert principal.post(url, {"reason": "A sentence is wrong."}).url == address(
            "closed_loop", verified
        )
        assert principal.get(url).status_code == 409

    def test_a_mark_of_another_finding_is_none(self, principal, coalition, verified, mark):
        other = loops.make_found(coalition=coalition)
        assert principal.get(address("loop_undo", other, mark.pk)).status_code == 404

    def test_the_officer_is_told_why_not(self, client, cast, verified):
        client.force_login(cast.sro)
        assert client.get(address("loop_leave_out", verified)).status_code == 403

    @pytest.mark.parametrize("role", ["teacher", "official", "parent"])
    def test_who_reads_nothing_restricted_learns_nothing(self, client, cast, verified, role):
        client.force_login(getattr(cast, role))
        assert client.get(address("loop_leave_out", verified)).status_code == 404
