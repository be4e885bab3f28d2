"""What a machine may lack, and what a skip means: `./run test` counts skips by reason, .ci/run
(PORTAL_FORBID_SKIPS=1)
fails on them. ../shared is never part of a clone, so where it is missing its skips are counted and forgiven."""

import ctypes
import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"
# Without windows first: the others draw one for each page, which takes more than the page.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), None)
OFFICE = next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)
FORGIVEN = "needs ../shared beside the checkout"


def _has_pango():
    try:
        ctypes.CDLL("libpangoft2-1.0.so.0")
    except OSError:
        return False
    return True


needs_browser = pytest.mark.skipif(
    not BROWSER, reason="needs a browser (Debian: chromium-headless-shell)"
)
needs_office = pytest.mark.skipif(
    not OFFICE, reason="needs LibreOffice (Debian: libreoffice-writer-nogui)"
)
needs_pango = pytest.mark.skipif(not _has_pango(), reason="needs Pango (Debian: libpangoft2-1.0-0)")
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=FORGIVEN)


def _reasons(reporter):
    """How many tests were skipped, by reason."""
    reports = reporter.stats.get("skipped", [])
    return Counter(str(report.longrepr[2]).removeprefix("Skipped: ") for report in reports)


def _forbidden(config):
    """Skips that count as failures in this run, by reason."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if not reporter or os.environ.get("PORTAL_FORBID_SKIPS") != "1":
        return {}
    return {reason: count for reason, count in _reasons(reporter).items() if reason != FORGIVEN}


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    """Fail a run that skipped what it must not."""
    if exitstatus == pytest.ExitCode.OK and _forbidden(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    """Say what was skipped and why, once per reason."""
    forbidden = _forbidden(config)
    for reason, count in _reasons(terminalreporter).most_common():
        verdict = "skips are forbidden here, FAILED" if reason in forbidden else "skipped"
        terminalreporter.write_line(
            f"{count} {verdict}: {reason}", yellow=not forbidden, red=bool(forbidden)
        )
