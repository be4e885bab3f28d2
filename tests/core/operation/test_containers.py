"""Dockerfile and compose.yaml run what the server of docs/operation.md runs, with its settings, and
with no secret of their own.
"""

import contextlib
import os
import re
import shlex
import subprocess
import uuid

import psycopg2
import pytest
import yaml
from django.urls import resolve

from tests.architecture import house
from tests.plugins import databases

DOCKERFILE = (house.ROOT / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((house.ROOT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
PORTALS = {name: service for name, service in SERVICES.items() if "build" in service}
# What differs in a container: the address that web listens at.
PLACES = {"--bind", "--umask"}
READ = set(
    re.findall(r'read\.\w+\(\s*"([A-Z_]+)"', (house.ROOT / "safety_portal/env.py").read_text())
)
OWNER = "DATABASE_OWNER_URL"
SECRETS = {
    "SECRET_KEY",
    "PORTAL_HOSTS",
    "EMAIL_URL",
    "POSTGRES_PASSWORD",
    "DATABASE_PASSWORD",
    "DATABASE_OWNER_PASSWORD",
}


def without_places(command):
    """A command line without the options that say where it listens, and without the folder its
    program lies in.
    """
    words, kept = list(command), []
    while words:
        word = words.pop(0)
        if word in PLACES:
            words.pop(0)
        else:
            kept.append(word.removeprefix("/srv/safety-portal/.venv/bin/"))
    return kept


def of_unit(name):
    """The command line of a unit of docs/server."""
    unit = (house.ROOT / f"docs/server/safety-portal-{name}.service").read_text()
    return shlex.split(re.search(r"^ExecStart=(.*)", unit, re.MULTILINE)[1])


def of_image():
    """The command line that the image has."""
    return re.findall(r'"([^"]*)"', DOCKERFILE.split("\nCMD ")[1])


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_a_service_runs_the_command_of_its_unit(name):
    assert without_places(SERVICES[name].get("command") or of_image()) == without_places(
        of_unit(name)
    )


def test_migrate_runs_first_and_alone_as_the_owner_of_the_tables():
    chapter = (house.ROOT / "docs/operation.md").read_text()
    assert SERVICES["migrate"]["command"] == [
        "python",
        "manage.py",
        *shlex.split("migrate --no-input"),
    ]
    assert "portal migrate --no-input" in chapter
    assert {name for name, service in PORTALS.items() if OWNER in service["environment"]} == {
        "migrate"
    }
    later = {name for name in PORTALS if "migrate" in SERVICES[name]["depends_on"]}
    assert later == set(PORTALS) - {"migrate"}


def test_every_setting_can_be_said_and_nothing_else():
    of_the_image = set(
        re.findall(r"(\w+)=", re.search(r"^ENV (.*)", DOCKERFILE, re.MULTILINE)[1])
    ) - {"PATH"}
    for service in PORTALS.values():
        assert set(service["environment"]) - {OWNER} == READ - {OWNER, *of_the_image}
    assert of_the_image == {"DJANGO_SETTINGS_MODULE", "PORTAL_VAR"}


def test_nothing_has_a_default_that_could_go_into_production():
    said = re.findall(r"\$\{(\w+)(:[?-])([^}]*)\}", (house.ROOT / "compose.yaml").read_text())
    assert {name for name, kind, _ in said if kind == ":?"} == SECRETS
    assert all(text == "" for _, kind, text in said if kind == ":-")
    values = [
        value for service in SERVICES.values() for value in service.get("environment", {}).values()
    ]
    written = {value for value in values if "${" not in value}
    assert written == {"safety_portal", "redis://broker:6379/0"}


def test_what_has_to_be_said_stands_in_the_page_and_is_kept_out_of_the_history():
    page = (house.ROOT / "docs/containers.md").read_text()
    assert set(re.findall(r"^    (\w+)=", page, re.MULTILINE)) == SECRETS
    assert ".env" in (house.ROOT / ".gitignore").read_text().splitlines()


def test_images_are_pinned_to_a_major_version():
    images = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    images += [service["image"] for service in SERVICES.values() if "build" not in service]
    assert all(re.fullmatch(r"[a-z]+:\d+(-slim)?", image) for image in images)
    assert len(images) == 4


def test_the_image_has_the_packages_of_the_server_by_hash():
    chapter = (house.ROOT / "docs/operation.md").read_text()
    [of_server] = re.findall(
        r"apt-get install -y --no-install-recommends (python3 .*?\n.*)", chapter
    )
    of_image = set(
        re.findall(r"(?<=\s)(?:python3|lib|gcc|fonts|curl|ca-cert)[\w.-]*", DOCKERFILE)
    ) - {"python3.11"}
    # What psycopg2 was built with stays in the first stage; the second has what it needs to run.
    assert of_image - {"libpq5"} <= set(of_server.replace("\\", "").split())
    assert {"libpango-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core"} <= of_image
    assert "--require-hashes -r requirements.lock" in DOCKERFILE


def test_only_what_is_copied_leaves_the_checkout():
    copied = set()
    for line in re.findall(r"^COPY (?!--from)(.*)", DOCKERFILE, re.MULTILINE):
        copied |= set(line.split()[:-1])
    allowed = {
        line[1:]
        for line in (house.ROOT / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    assert copied == allowed
    assert {*house.PACKAGES, "templates", "static", "gunicorn.conf.py", "pyproject.toml"} < copied
    assert all((house.ROOT / name).exists() for name in copied)
    assert DOCKERFILE.rindex("\nUSER safety-portal") > DOCKERFILE.rindex("\nRUN ")


def test_what_is_mounted_is_there_and_what_is_kept_has_a_volume():
    mounts = [
        mount.split(":")[0] for service in SERVICES.values() for mount in service.get("volumes", ())
    ]
    assert {mount for mount in mounts if not mount.startswith("./")} == set(COMPOSE["volumes"])
    assert all((house.ROOT / mount).is_file() for mount in mounts if mount.startswith("./"))
    assert all(
        service["read_only"] and service["cap_drop"] == ["ALL"] for service in PORTALS.values()
    )


@pytest.mark.parametrize(("name", "address", "part"), [
    ("web", "/healthz", None), ("worker", "/readyz", "worker"), ("beat", "/readyz", "beat"),
])  # fmt: skip
def test_a_service_is_asked_where_it_answers(client, db, name, address, part):
    [_, command] = SERVICES[name]["healthcheck"]["test"]
    assert resolve(address)
    assert re.search(r":8000(/\w+)", command)[1] == address
    assert part is None or f"['{part}']['ok']" in command
    assert part is None or "ok" in client.get(address).json()[part]


HAVE = "SELECT rolname, left(rolpassword, 13), rolsuper FROM pg_authid WHERE rolname ~ '^safety-portal' ORDER BY rolname"


def make_roles(name):
    """What docs/server/container-roles does in the database of that name.

    The roles with how their password is kept.
    """
    given = {
        "POSTGRES_DB": databases.address(OWNER, name),
        "DATABASE_PASSWORD": "a",
        "DATABASE_OWNER_PASSWORD": "b'",
    }
    env = os.environ | given | {"ROLES": str(house.ROOT / "docs/server/roles.sql")}
    subprocess.run(
        [house.ROOT / "docs/server/container-roles"], env=env, check=True, capture_output=True
    )
    with (
        contextlib.closing(psycopg2.connect(databases.address(OWNER, name))) as line,
        line.cursor() as cursor,
    ):
        cursor.execute(HAVE)
        return cursor.fetchall()


def test_the_roles_are_made_with_their_passwords_and_may_be_made_again():
    name = f"containers_{uuid.uuid4().hex[:12]}"
    databases.on_server(f"CREATE DATABASE {name}")
    try:
        made = [
            ("safety-portal", "SCRAM-SHA-256", False),
            ("safety-portal-owner", "SCRAM-SHA-256", False),
        ]
        assert [make_roles(name), make_roles(name)] == [made, made]
    finally:
        databases.drop(name)
        for role in ("safety-portal", "safety-portal-owner"):
            databases.on_server(f'DROP ROLE IF EXISTS "{role}"')
