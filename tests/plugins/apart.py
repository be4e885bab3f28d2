"""Under pytest-xdist every worker takes a Redis database of its own, before settings are read: a Celery worker of one
test must never take a task of another's. (pytest-django gives each a PostgreSQL database already.)"""

import os

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests():
    """Point REDIS_URL at the database numbered as this worker, where there is one."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker and "REDIS_URL" in os.environ:
        address = os.environ["REDIS_URL"].rpartition("/")[0]
        os.environ["REDIS_URL"] = f"{address}/{int(worker.removeprefix('gw')) + 1}"
