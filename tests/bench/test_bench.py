"""The bench says what it promises. Never how fast: that depends on the machine."""

import json
import os
import subprocess
import sys

from tests.frame import house

FIGURES = {"cpu_ms", "bare_ms", "ms", "bare_clock_ms", "ratio", "queries", "kilobytes"}
KINDS = {
    *("home", "home_teacher", "plans", "workspace", "section", "editor", "people", "seats"),
    *("training_own", "training_all", "training_verify", "reminders", "reads", "changes"),
}


def bench(*options):
    command = [sys.executable, "manage.py", "bench", *options]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "safety_portal.settings.demo"}
    return subprocess.run(command, cwd=house.ROOT, env=environment, capture_output=True, text=True, timeout=300)


def test_the_small_scale_prints_every_promised_figure():
    result = bench("--scale", "small", "--json", "--rounds", "1", "--school-rows", "200")
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout)
    assert set(told) == {"scale", "machine", "rows", "pages", "remind", "import_schools", "import_plan"}
    assert {kind: set(page) for kind, page in told["pages"].items()} == dict.fromkeys(KINDS, FIGURES)
    assert told["rows"] | {"sections": 0} == {
        "schools": 12,
        "people": 150,
        "sections": 0,
        "records": 601,
        "messages": 151,
    }
    assert told["import_schools"]["rows"] == 200
    assert (told["import_plan"]["sections"], told["remind"]["digests"] > 0) == (80, True)
    assert {page["ratio"] > 0 for page in told["pages"].values()} == {True}


def test_a_word_file_that_is_not_there_is_refused_in_one_sentence():
    result = bench("--word", "/nowhere/plan.docx")
    assert (result.returncode, result.stdout, result.stderr) == (2, "", "/nowhere/plan.docx is no file.\n")
