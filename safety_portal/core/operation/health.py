"""Whether the portal works: /healthz for this process, /readyz for everything it stands on.

Says no secrets.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from safety_portal.core import broker
from safety_portal.core.database import roles
from safety_portal.core.notices import heartbeat
from safety_portal.core.operation import version

# What is said of one part: `ok`, and beside it what is wrong.
Part = Mapping[str, object]


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 as long as this process answers; asks nothing else."""
    return JsonResponse({"ok": True})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 if version, database, migrations, broker, worker and beat are all right, 503 if not.

    Which of them as JSON.

    Two stand beside them and do not decide, since they are no outage: whether mail leaves, and
    whether the application has a database role of its own.
    """
    checks = {
        "version": _version(),
        "database": _database(),
        "migrations": _migrations(),
        "broker": _broker(),
        "worker": _heard("worker"),
        "beat": _heard("beat"),
    }
    ready = all(check["ok"] for check in checks.values())
    beside = {"mail": _mail(), "database_role": _database_role()}
    return JsonResponse({"ready": ready, **checks, **beside}, status=200 if ready else 503)


def _version() -> Part:
    """The version that this process serves.

    Not right where the code beside it is another by now.
    """
    beside = version.written(settings.BASE_DIR)
    says = (
        {}
        if beside == settings.PORTAL_VERSION
        else {"says": f"the code beside is {beside}: begin it anew"}
    )
    return {"ok": not says, "serves": settings.PORTAL_VERSION, **says}


def _database() -> Part:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return {"ok": False, "says": "does not answer"}
    return {"ok": True}


def _migrations() -> Part:
    try:
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        unknown = _migrations_of_later_code(executor.loader)
    except Error:
        return {"ok": False, "says": "not known without the database"}
    says = [f"{missing} not applied"] if missing else []
    says += [f"{unknown} applied that this version does not know"] if unknown else []
    return {"ok": False, "says": ", ".join(says)} if says else {"ok": True}


def _migrations_of_later_code(loader: MigrationLoader) -> int:
    """How many migrations the database has that the code has not.

    It was brought further by a later version.
    """
    known = {
        *loader.disk_migrations,
        *(name for migration in loader.disk_migrations.values() for name in migration.replaces),
    }
    return sum(
        label in loader.migrated_apps and (label, name) not in known
        for label, name in loader.applied_migrations
    )


def _broker() -> Part:
    return {"ok": True} if broker.answers() else {"ok": False, "says": "does not answer"}


def _mail() -> Part:
    """Mail is handed to a server, or this is the demo, where it is to go to files."""
    if settings.MAIL_TO_FILES and not settings.DEMO:
        return {"ok": False, "says": "written to files on this server, nobody gets it"}
    return {"ok": True}


def _database_role() -> Part:
    """The application owns no table, or this is a demo on somebody's own database."""
    try:
        owns = not settings.DEMO and roles.may_change_tables()
    except Error:
        return {"ok": False, "says": "not known without the database"}
    return {"ok": False, "says": f"{roles.OWNED} {roles.HINT}"} if owns else {"ok": True}


def _heard(name: str) -> Part:
    try:
        heard_at = heartbeat.last_heard(name)
    except Error:
        return {"ok": False, "says": "not known without the database"}
    if heard_at is None:
        return {"ok": False, "says": "never heard from"}
    ok = timezone.now() - heard_at < timedelta(seconds=heartbeat.STALE_AFTER_SECONDS)
    return {"ok": ok, "heard_at": heard_at.isoformat(timespec="seconds")}
