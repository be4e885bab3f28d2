"""A database of the version before: its suggestions were taken, its texts came in a way, its files
were brought.
"""

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from plans.editions.models.distribution import Distribution, RestrictedRead
from plans.editions.models.section import Section
from plans.word_in.models.word_file import WordSource
from safety_portal.core.accounts.models import User

BEFORE = {
    "taken": "SELECT COUNT(*) FROM plans_suggestion WHERE state = 'taken'",
    "ways": "SELECT COUNT(*) FROM plans_distribution WHERE way = 'opened'",
    "reads": "SELECT COUNT(*) FROM plans_restrictedread WHERE way = 'opened'",
    "brought": "SELECT COUNT(brought_by_id) FROM plans_wordsource WHERE brought_at IS NOT NULL",
    "told": "SELECT COUNT(*) FROM notices_told WHERE told_on IS NOT NULL",
}
AFTER = {
    "taken": "SELECT COUNT(*) FROM plans_suggestion WHERE state = 'accepted'",
    "ways": "SELECT COUNT(*) FROM plans_distribution WHERE channel = 'opened'",
    "reads": "SELECT COUNT(*) FROM plans_restrictedread WHERE channel = 'opened'",
    "brought": "SELECT COUNT(imported_by_id) FROM plans_wordsource WHERE imported_at IS NOT NULL",
    "told": "SELECT COUNT(*) FROM notices_reminder WHERE told_on IS NOT NULL",
}
NAMES = """
    SELECT conname FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
    WHERE relname IN ('plans_suggestion', 'plans_distribution', 'plans_restrictedread', 'notices_told', 'notices_reminder')
          AND conname ~ '(taken|accepted|way|channel|told_once|reminded)' AND conname !~ '_fk_'
    UNION SELECT indexname FROM pg_indexes WHERE indexname ~ '^(told|reminders)_by' ORDER BY 1
"""


def asked(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [value for (value,) in cursor.fetchall()]


def counts(questions):
    return {name: asked(question)[0] for name, question in questions.items()}


def leave_traces():
    """What the demo has none of: a text that was opened, a restricted one, and a file it came from."""
    section, account, now = Section.objects.first(), User.objects.first(), timezone.now()
    edition, coalition = section.edition, section.edition.plan.coalition
    Distribution.objects.create(edition=edition, channel="opened", delivered_at=now)
    RestrictedRead.objects.create(
        section=section, coalition_id=coalition.pk, account=account, channel="opened", read_at=now
    )
    WordSource.objects.create(
        coalition=coalition,
        edition=edition,
        words=1,
        headings=1,
        imported_at=now,
        imported_by=account,
    )


@pytest.mark.usefixtures("seeded_database")
def test_rows_and_names_go_back_and_forth():
    leave_traces()
    as_it_is, names = counts(AFTER), asked(NAMES)
    assert min(as_it_is.values()) > 0

    call_command("migrate", "plans", "0019", verbosity=0)
    call_command("migrate", "notices", "0007", verbosity=0)
    assert counts(BEFORE) == as_it_is
    assert asked(NAMES) == [
        "distributed_once_per_way",
        "distribution_way_is_known",
        "read_way_is_known",
        "suggestion_became_text_when_taken",
        "told_by_account",
        "told_by_day",
        "told_by_scope",
        "told_once_per_step",
    ]

    call_command("migrate", verbosity=0)
    assert (counts(AFTER), asked(NAMES)) == (as_it_is, names)
    assert asked("SELECT COUNT(*) FROM plans_suggestion WHERE state = 'taken'") == [0]
