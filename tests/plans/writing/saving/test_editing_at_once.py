"""Many writers at once lose nothing silently, and all are served."""

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection

from plans.editions.models.section import Section
from plans.writing.texts import StaleSave
from tests import builders
from tests.plans.writing.saving.saves import save


def together(*jobs):
    """Run the jobs at once in threads; the first error of any is raised here."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        for done in [pool.submit(job) for job in jobs]:
            done.result()


def tries(section, author, *, rounds, barrier, told):
    """In each round: start from the current version at the same moment as the other writer.

    Note what one was told.
    """
    try:
        for number in range(rounds):
            started_from = Section.objects.get(pk=section.pk)
            barrier.wait()
            try:
                revision = save(started_from, f"<p>Round {number} by {author.pk}</p>", by=author)
                told.append(revision.version)
            except StaleSave as stale:
                told.append((stale.mine.html, stale.theirs.html))
            barrier.wait()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_thousand_races_lose_nothing_silently():
    section = builders.make_section(edition=builders.make_edition())
    coalition = section.edition.plan.coalition
    ann, bo = (builders.make_member(coalition=coalition, role="administrator") for _ in range(2))
    barrier, told = threading.Barrier(2), {ann: [], bo: []}
    together(
        *(
            partial(tries, section, each, rounds=1000, barrier=barrier, told=told[each])
            for each in (ann, bo)
        ),
    )

    for number, answers in enumerate(zip(told[ann], told[bo], strict=True)):
        (saved,) = [answer for answer in answers if isinstance(answer, int)]
        (refused,) = [answer for answer in answers if isinstance(answer, tuple)]
        assert saved == number + 2
        assert set(refused) == {f"<p>Round {number} by {author.pk}</p>" for author in (ann, bo)}
    section.refresh_from_db()
    assert (section.version, section.revisions.count()) == (1001, 1001)


@pytest.mark.django_db(transaction=True)
def test_forty_writers_on_one_plan_are_all_served():
    """One section each, at once: every save is accepted, none deadlocks."""
    edition = builders.make_edition()
    sections = [builders.make_section(edition=edition, title=f"Part {n}") for n in range(40)]
    author = builders.make_member(coalition=edition.plan.coalition, role="administrator")

    def one(section):
        save(section, f"<p>{section.pk}</p>", by=author)
        connection.close()

    together(*(partial(one, section) for section in sections))

    assert set(Section.objects.values_list("html", "version")) == {
        (f"<p>{s.pk}</p>", 2) for s in sections
    }
