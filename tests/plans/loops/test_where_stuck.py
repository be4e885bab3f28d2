"""Where a loop stands is computed from what happened, in one query for any number of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.memberships.models.membership import Membership
from plans.findings.models import Finding
from plans.loops.lifecycle import CLOSED, Step, StepState
from plans.loops.queries import by_where_stuck, loops_of, stuck_at
from plans.required_changes.models import RequiredChange
from tests import action_items, builders, loops

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
WAITS, DONE, NOT_NEEDED = StepState.WAITS, StepState.DONE, StepState.NOT_NEEDED


def loop_of(finding):
    return loops_of([finding.pk], on=TODAY)[finding.pk]


@pytest.fixture
def teacher(coalition):
    on = TODAY - timedelta(days=300)
    return builders.make_member(coalition=coalition, role="teacher", starts_on=on)


@pytest.fixture
def verified(coalition):
    """A finding whose action item was verified; nothing is named yet."""
    return loops.make_stuck(coalition=coalition, at=Step.CHANGED)


@pytest.fixture
def section(coalition):
    """A protocol of teachers, in force for 200 days."""
    return loops.make_protocol(coalition=coalition, days_ago=200)


class TestEachStep:
    @pytest.mark.parametrize("step", loops.STAGES)
    def test_a_loop_is_stuck_at_the_first_step_that_waits(self, coalition, step):
        found = loops.make_stuck(coalition=coalition, at=step)
        loop = loop_of(found)
        assert loop.stuck == step
        assert loop.settled == loops.STAGES.index(step) + 1
        assert list(loop.states) == list(Step)

    def test_a_risk_that_is_accepted_still_waits_for_evidence(self, coalition):
        found = loops.make_found(coalition=coalition)
        accepter = builders.make_member(coalition=coalition, role="administrator").people.get()
        loops.give_item(found, **action_items.accepted(accepter=accepter))
        assert loop_of(found).stuck == Step.EVIDENCE

    def test_the_plan_may_change_before_somebody_verified(self, coalition, section):
        found = loops.make_stuck(coalition=coalition, at=Step.VERIFIED)
        loops.name_section(found.action_item, section)
        loops.make_protocol(coalition=coalition, edition=2, html=loops.NEW, after=section)
        loop = loop_of(found)
        assert (loop.stuck, loop.states[Step.CHANGED]) == (Step.VERIFIED, DONE)

    def test_what_was_decided_not_to_be_done_waits_for_nothing(self, coalition):
        found = loops.make_found(coalition=coalition)
        Finding.objects.filter(pk=found.pk).update(
            not_acting_at=timezone.now(),
            not_acting_by=builders.make_account(),
            not_acting_because="It is torn down.",
        )
        loop = loop_of(found)
        assert loop.is_closed
        assert [*loop.states.values()] == [DONE, *[NOT_NEEDED] * 6]

    def test_it_is_closed_when_its_last_step_was_done(self, coalition, teacher):
        found = loops.make_stuck(coalition=coalition, at=CLOSED, reader=teacher)
        yesterday = TODAY - timedelta(days=1)
        loop = loop_of(found)
        assert timezone.localdate(loop.read_at) == yesterday
        assert loop.closed_at is not None

    def test_one_that_waits_has_no_day_on_which_it_closed(self, verified):
        assert loop_of(verified).closed_at is None


class TestSections:
    def test_named_and_not_changed(self, verified, section):
        loops.name_section(verified.action_item, section)
        loop = loop_of(verified)
        assert (loop.stuck, loop.named, loop.changed) == (Step.CHANGED, 1, 0)

    def test_every_named_section_has_to_change(self, coalition, verified, section):
        other = loops.make_protocol(coalition=coalition, days_ago=200)
        for each in (section, other):
            loops.name_section(verified.action_item, each)
        loops.make_protocol(coalition=coalition, edition=2, html=loops.NEW, after=section)
        loop = loop_of(verified)
        assert (loop.stuck, loop.named, loop.changed) == (Step.CHANGED, 2, 1)

    def test_one_that_was_withdrawn_is_not_asked_for(self, verified, section):
        change = loops.name_section(verified.action_item, section)
        RequiredChange.objects.filter(pk=change.pk).update(
            withdrawn_at=timezone.now(), withdrawn_by=builders.make_account()
        )
        assert loop_of(verified).named == 0

    def test_a_next_edition_with_the_same_words_is_no_change(self, coalition, verified, section):
        loops.name_section(verified.action_item, section)
        loops.make_protocol(coalition=coalition, edition=2, html=loops.OLD, after=section)
        assert loop_of(verified).stuck == Step.CHANGED

    def test_an_edition_that_came_into_force_before_it_was_named_is_none(
        self, coalition, verified, section
    ):
        after = loops.make_protocol(
            coalition=coalition, edition=2, html=loops.NEW, after=section, days_ago=50
        )
        loops.name_section(verified.action_item, after, days_ago=30)
        assert loop_of(verified).stuck == Step.CHANGED

    def test_a_section_taken_out_is_changed(self, coalition, verified, section):
        loops.name_section(verified.action_item, section)
        gone = {"removed_at": timezone.now(), "removed_by": builders.make_account()}
        loops.make_protocol(coalition=coalition, edition=2, after=section, **gone)
        assert loop_of(verified).stuck == Step.SIGNED

    def test_a_first_draft_is_no_change_until_it_is_saved_after_it_was_named(
        self, coalition, verified
    ):
        draft = loops.make_protocol(
            coalition=coalition, saved_at=timezone.now() - timedelta(days=60)
        )
        loops.name_section(verified.action_item, draft)
        assert loop_of(verified).stuck == Step.CHANGED
        draft.saved_at = timezone.now()
        draft.save(update_fields=["saved_at"])
        assert loop_of(verified).stuck == Step.SIGNED


class TestReaders:
    def changed(self, coalition, verified, section, **fields):
        loops.name_section(verified.action_item, section)
        fields = {"edition": 2, "html": loops.NEW, "after": section, "days_ago": 5} | fields
        return loops.make_protocol(coalition=coalition, **fields)

    def test_everybody_in_the_role_has_to_have_read_it(self, coalition, verified, section, teacher):
        on = TODAY - timedelta(days=300)
        builders.make_member(coalition=coalition, role="teacher", starts_on=on)
        loops.read(self.changed(coalition, verified, section), teacher)
        loop = loop_of(verified)
        assert (loop.stuck, loop.asked, loop.read) == (Step.READ, 2, 1)

    def test_who_left_is_not_waited_for(self, coalition, verified, section, teacher):
        self.changed(coalition, verified, section)
        Membership.objects.filter(person__account=teacher).update(ends_on=TODAY)
        assert loop_of(verified).asked == 0

    def test_who_joined_later_does_not_open_it_again(self, coalition, verified, section, teacher):
        loops.read(self.changed(coalition, verified, section), teacher)
        builders.make_member(coalition=coalition, role="teacher", starts_on=TODAY)
        assert loop_of(verified).is_closed

    def test_a_reading_of_the_old_text_does_not_count(self, coalition, verified, section, teacher):
        loops.read(section, teacher, days_ago=100)
        self.changed(coalition, verified, section)
        assert loop_of(verified).read == 0

    def test_an_editorial_change_asks_nobody(self, coalition, verified, section, teacher):
        self.changed(coalition, verified, section, protocol_hash=section.protocol_hash)
        loop = loop_of(verified)
        assert (loop.stuck, loop.asked) == (Step.READ, 0)

    def test_a_section_for_no_role_asks_nobody_and_waits_for_a_reason(
        self, coalition, verified, section, teacher
    ):
        self.changed(coalition, verified, section, roles=())
        assert (loop_of(verified).stuck, loop_of(verified).asked) == (Step.READ, 0)
        loops.mark(verified, Step.READ)
        assert loop_of(verified).is_closed

    def test_who_may_not_read_it_is_not_asked(self, coalition, verified, section, teacher):
        self.changed(coalition, verified, section, sensitivity="restricted")
        assert loop_of(verified).asked == 0

    def test_whom_it_will_concern_is_known_before_it_is_signed(
        self, coalition, verified, section, teacher
    ):
        self.changed(
            coalition, verified, section, days_ago=None, protocol_hash="", change="material"
        )
        loop = loop_of(verified)
        assert (loop.stuck, loop.asked, loop.read) == (Step.SIGNED, 1, 0)


class TestNotNeeded:
    def test_no_section_has_to_change_covers_what_is_behind_it(self, verified):
        loops.mark(verified, Step.CHANGED)
        loop = loop_of(verified)
        assert loop.is_closed
        assert [*loop.states.values()][4:] == [NOT_NEEDED] * 3

    def test_undone_it_counts_no_more(self, verified):
        by = builders.make_account()
        loops.mark(
            verified,
            Step.CHANGED,
            undone_at=timezone.now(),
            undone_by=by,
            undone_because="It has to.",
        )
        assert loop_of(verified).stuck == Step.CHANGED

    def test_a_section_that_is_named_later_opens_the_loop_again(self, verified, section):
        loops.mark(verified, Step.CHANGED)
        loops.name_section(verified.action_item, section)
        assert loop_of(verified).stuck == Step.CHANGED

    def test_what_was_done_is_done_whatever_was_called_not_needed(self, coalition, teacher):
        found = loops.make_stuck(coalition=coalition, at=CLOSED, reader=teacher)
        loops.mark(found, Step.READ)
        assert loop_of(found).states[Step.READ] == DONE


class TestMany:
    @pytest.fixture
    def one_of_each(self, coalition, teacher):
        return {
            step: loops.make_stuck(coalition=coalition, at=step, reader=teacher)
            for step in loops.STAGES
        }

    def test_all_are_counted_by_where_they_are_stuck(self, one_of_each):
        counts = by_where_stuck(Finding.objects.all(), on=TODAY)
        assert counts == dict.fromkeys([str(step) for step in one_of_each], 1)

    def test_a_list_is_narrowed_to_where_they_are_stuck(self, one_of_each):
        for step, found in one_of_each.items():
            assert list(stuck_at(Finding.objects.all(), [step], on=TODAY)) == [found]

    def test_any_number_is_one_query(self, one_of_each, django_assert_num_queries):
        ids = [found.pk for found in one_of_each.values()]
        loops_of(ids, on=TODAY)
        with django_assert_num_queries(1):
            assert len(loops_of(ids, on=TODAY)) == len(ids)
        with django_assert_num_queries(0):
            assert loops_of([], on=TODAY) == {}
