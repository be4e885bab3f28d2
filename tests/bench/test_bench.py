"""The bench says what it promises. Never how fast: that depends on the machine."""

import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.memberships.models.designation import Designation
from plans.protocols.models import Acknowledgement
from plans.signing.models import Signature
from safety_portal.bench import goals, jobs
from safety_portal.bench.filling import rows
from safety_portal.portal.reminders.obligations import owed
from safety_portal.portal.reminders.reminding import remind
from tests import builders
from tests.architecture import house

FIGURES = {
    *(
        "cpu_ms",
        "database_ms",
        "bare_ms",
        "floor_ms",
        "ms",
        "ratio",
        "over_floor",
        "least_over_floor",
        "queries",
        "kilobytes",
    ),
    *("growth_members", "queries_members"),
}
KINDS = {
    *(
        "home",
        "home_teacher",
        "home_sro",
        "home_fire",
        "home_official",
        "mine",
        "to_sign",
        "search",
        "protocols",
    ),
    *("plans", "workspace", "section", "editor", "readers", "signatures", "people", "seats"),
    *("record_own", "record_all", "record_to_verify", "reminders", "reads", "changes"),
    *("agreements", "action_items", "board", "meetings", "meeting", "sites", "findings", "loops"),
    *("contacts", "reunification", "briefs", "brief", "programs", "bulletins", "bulletin"),
    "records",
    *("at_hand", "school_at_hand", "figures", "drills", "drill_board"),
    *("public_page", "public_page_anew"),
    *(
        "contacts",
        "reunification",
        "briefs",
        "brief",
        "programs",
        "champions",
        "bulletins",
        "bulletin",
    ),
}


def bench(*options):
    command = [sys.executable, "manage.py", "bench", *options]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "safety_portal.settings.demo"}
    return subprocess.run(
        command, cwd=house.ROOT, env=environment, capture_output=True, text=True, timeout=300
    )


def test_the_small_scale_prints_every_promised_figure():
    result = bench(
        *(
            "--scale",
            "small",
            "--json",
            "--rounds",
            "1",
            "--school-rows",
            "200",
            "--members",
            "90",
            "--strict",
        )
    )
    told = json.loads(result.stdout)
    assert set(told) == {
        "scale",
        "machine",
        "rows",
        "pages",
        "remind",
        "import_schools",
        "import_plan",
        "rules",
        "missed",
    }
    assert (result.returncode, bool(told["missed"])) in {(1, True), (0, False)}, result.stderr
    assert {kind: set(page) for kind, page in told["pages"].items()} == dict.fromkeys(
        KINDS, FIGURES
    )
    assert told["rows"] | {"sections": 0} == {
        "schools": 12,
        "people": 150,
        "sections": 0,
        "records": 2_251,
        "messages": 151,
    }
    assert told["import_schools"]["rows"] == 200
    assert (told["rules"]["schools"], told["rules"]["rules"]) == (200, 40)
    assert (told["import_plan"]["sections"], told["remind"]["digests"] > 0) == (80, True)
    pages = told["pages"].values()
    assert {
        page[name] > 0 for page in pages for name in ("ratio", "over_floor", "database_ms")
    } == {True}


PAGE = {"over_floor": 2.0, "growth": 1.1, "growth_members": 1.1, "queries": 6, "queries_members": 6}


@pytest.mark.parametrize(
    ("figures", "sentences"),
    [
        ({}, []),
        ({"over_floor": 2.1}, ["people costs 2.1 floor pages; the goal is 2.0."]),
        (
            {"growth": 1.2},
            ["people costs 1.2 times as much from the small scale to this one; the goal is 1.1."],
        ),
        (
            {"growth_members": 3},
            ["people costs 3 times as much from 60 members to 10,000; the goal is 1.1."],
        ),
        ({"queries_members": 5}, []),
        ({"queries_members": 9}, ["people asks 6 queries, and 9 with 10,000 members."]),
    ],
)
def test_what_misses_a_goal_is_said(figures, sentences):
    assert list(goals.missed({"people": PAGE | figures}, few=60, many=10_000)) == sentences


def test_a_crowd_joins_the_coalition_and_owes_as_the_first_members_do(db):
    # The catalogue's own are gone where a test before has emptied every table.
    builders.make_course()
    ground = rows.make_ground(rows.SCALES["small"])
    here = ground.coalition.memberships
    before = (
        here.count(),
        Acknowledgement.objects.count(),
        Signature.objects.filter(state="asked").count(),
    )
    rows.crowd(ground, 150)
    assert before[0] == rows.OF_DISTRICT
    assert here.count() == 150
    assert Acknowledgement.objects.count() > before[1] > 0
    assert Signature.objects.filter(state="asked").count() == before[2] > len(ground.accounts)
    assert (
        Coalition.objects.filter(memberships__is_chair=True).count()
        == Coalition.objects.count()
        == 13
    )
    assert Designation.objects.current(timezone.localdate()).count() == 13
    owed_kinds = {each.kind for each in owed(scopes=[ground.coalition.pk], on=timezone.localdate())}
    assert {"signature", "acknowledgement", "verification", "plan_review"} <= owed_kinds


def test_a_word_file_that_is_not_there_is_refused_in_one_sentence():
    result = bench("--word", "/nowhere/plan.docx")
    assert (result.returncode, result.stdout, result.stderr) == (
        2,
        "",
        "/nowhere/plan.docx is no file.\n",
    )


def test_much_more_is_owed_of_which_every_hundredth_is_told(db):
    builders.make_course()
    ground = rows.make_ground(rows.SCALES["small"])
    before = Signature.objects.count()
    remind(on=timezone.localdate())
    told = jobs.sweep_of_many(ground, owed=450)
    more = Signature.objects.order_by("pk")[before:]
    soon = timezone.localdate() + timedelta(days=8)
    near = [asked for asked in more if asked.due_on == soon]
    assert (len(more), len({asked.membership_id for asked in more}) > 100) == (450, True)
    assert 3 <= len(near) <= 6
    assert told["owed"] >= 450
    assert told["digests"] >= len({asked.membership.person.account_id for asked in near})
    assert {
        "cpu_seconds",
        "database_seconds",
        "again_cpu_seconds",
        "again_database_seconds",
    } <= told.keys()
