"""The folder of a test run is gone when the run ends, however many end and begin at once."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# Thirty runs after each other, each with as many files as take a moment to remove.
RUNS = """
import sys
sys.path.insert(0, sys.argv[1])
from workspace import throwaway
for _ in range(30):
    with throwaway() as work:
        for number in range(200):
            (work.folder / str(number)).touch()
"""


def test_runs_that_end_and_begin_at_once_remove_their_own_folders_only(tmp_path):
    command = [sys.executable, "-c", RUNS, str(ROOT / ".run")]
    environment = os.environ | {"PORTAL_VAR": str(tmp_path)}
    runs = [
        subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [(run.communicate()[1], run.returncode) for run in runs] == [("", 0)] * 3
    assert [*(tmp_path / "tests").glob("run-*")] == []
