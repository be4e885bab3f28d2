"""Two roles of PostgreSQL.

What somebody with the application's connection tries is refused by the server itself.
"""

import pgtrigger
import psycopg2
import pytest
from django.core.management import CommandError
from django.db import DataError, InternalError, connection, transaction
from psycopg2.errors import InsufficientPrivilege

from plans.editions.models.section import Section
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.database import roles
from tests import builders
from tests.plugins import databases
from tests.plugins.databases import as_owner

(APPEND_ONLY,) = (
    t for model, t in pgtrigger.registered() if (model, t.name) == (AuditRow, "append_only")
)
TRIGGER = APPEND_ONLY.get_pgid(AuditRow)
RETURNS_NEW = "RETURNS trigger AS $$ BEGIN RETURN NEW; END $$ LANGUAGE plpgsql"
ATTACKS = {
    "change a row": "UPDATE audit_auditrow SET by_name = 'Somebody else'",
    "delete rows": "DELETE FROM plans_restrictedread",
    "empty a table": "TRUNCATE audit_auditrow",
    "empty whatever hangs on a table": "TRUNCATE accounts_user CASCADE",
    "disable a trigger": f"ALTER TABLE audit_auditrow DISABLE TRIGGER {TRIGGER}",
    "disable every trigger": "ALTER TABLE plans_section DISABLE TRIGGER USER",
    "drop a trigger": f"DROP TRIGGER {TRIGGER} ON audit_auditrow",
    "put another trigger behind": f"CREATE TRIGGER z BEFORE INSERT ON audit_auditrow FOR EACH ROW EXECUTE FUNCTION {TRIGGER}()",
    "replace what a trigger does": f"CREATE OR REPLACE FUNCTION {TRIGGER}() {RETURNS_NEW}",
    "replace who ignores triggers": "CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name)"
    " RETURNS boolean AS 'BEGIN RETURN true; END' LANGUAGE plpgsql",
    "drop what a trigger does": f"DROP FUNCTION {TRIGGER}() CASCADE",
    "write as a replica, without triggers": "SET session_replication_role = replica",
    "do so from the next connection on": "ALTER ROLE {application} SET session_replication_role = replica",
    "become the owner": "SET ROLE {owner}",
    "sign in as the owner": "SET SESSION AUTHORIZATION {owner}",
    "join the owner": "GRANT {owner} TO {application}",
    "take a table over": "ALTER TABLE audit_auditrow OWNER TO {application}",
    "drop a table": "DROP TABLE audit_auditrow",
    "drop a column": "ALTER TABLE audit_auditrow DROP COLUMN by_name",
    "drop a constraint": "ALTER TABLE plans_signature DROP CONSTRAINT plans_signature_pkey",
    "turn rows into others by a rule": "CREATE RULE r AS ON INSERT TO audit_auditrow DO INSTEAD NOTHING",
    "hide rows by a policy": "ALTER TABLE audit_auditrow ENABLE ROW LEVEL SECURITY",
    "keep everybody out": "LOCK TABLE audit_auditrow IN ACCESS EXCLUSIVE MODE",
    "number rows anew": "SELECT setval(pg_get_serial_sequence('audit_auditrow', 'id'), 1)",
    "make a table": "CREATE TABLE plans_copy AS SELECT * FROM plans_section",
    "make a schema": "CREATE SCHEMA elsewhere",
    "make a function": f"CREATE FUNCTION f() {RETURNS_NEW}",
    "bring an extension": "CREATE EXTENSION pgcrypto",
    "listen to the whole database": "CREATE PUBLICATION p FOR ALL TABLES",
    "take back what was migrated": "DELETE FROM django_migrations",
    "run a program": "COPY (SELECT 1) TO PROGRAM 'true'",
    "write a file": "COPY (SELECT 1) TO '/tmp/written-by-the-database'",
    "read a file": "SELECT pg_read_file('/etc/passwd')",
    "read a file as a large object": "SELECT lo_import('/etc/passwd')",
    "write a file as a large object": "SELECT lo_export(1, '/tmp/written-by-the-database')",
    "read the server's settings anew": "SELECT pg_reload_conf()",
    "change the database": "ALTER DATABASE {database} SET session_replication_role = replica",
}


def connect(variable):
    """A connection as the processes of a server make it, to the database of the tests."""
    return psycopg2.connect(databases.address(variable, connection.settings_dict["NAME"]))


@pytest.fixture
def application(django_db_setup):
    """A cursor of the application's own, beside Django's."""
    made = connect("DATABASE_URL")
    yield made.cursor()
    made.close()


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_applications_role_may_not(application, attack):
    names = {
        "owner": connection.settings_dict["USER"],
        "application": databases.application(),
        "database": connection.settings_dict["NAME"],
    }
    with pytest.raises(InsufficientPrivilege):
        application.execute(ATTACKS[attack].format(**names))


def test_every_table_gives_the_application_what_it_needs_and_no_more(application):
    """Asked of the server, table by table: also what a later migration adds."""
    application.execute("""
        SELECT relname, array_agg(privilege_type ORDER BY privilege_type) FROM pg_class
        LEFT JOIN LATERAL aclexplode(relacl) ON grantee = current_user::regrole
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') GROUP BY relname
    """)
    found = {table: set(given) for table, given in application.fetchall()}
    tables = [*connection.introspection.django_table_names(), "cache", "django_migrations"]
    assert set(found) == set(tables)
    assert found == {table: set(which) for table, which in roles.privileges(tables).items()}


APPENDED = {
    *("audit_auditrow", "audit_link", "accounts_signinevent"),
    *("plans_acknowledgement", "plans_restrictedread", "plans_revision"),
    *("coalitions_agreementreview", "coalitions_amendment", "coalitions_paperread"),
    *("coalitions_attendancesheet", "coalitions_correction", "coalitions_itemevidence"),
    *("plans_answer", "plans_assessmentread", "plans_checklist", "plans_outsidereport"),
    "plans_photo",
    *("plans_ownhazard", "plans_weighing", "plans_tookpart", "plans_acceptance"),
    *("coalitions_kitcheck", "coalitions_sitewalk"),
    "coalitions_briefread",
    *("coalitions_measure", "coalitions_programreview", "coalitions_recordspacket"),
    *("coalitions_opening", "coalitions_schoolfact"),
    "training_drillmove",
}
KEPT = {
    *("coalitions_designation", "plans_approval", "plans_signature"),
    *("coalitions_agreement", "coalitions_agreementpaper", "coalitions_officerassignment"),
    *("coalitions_actionitem", "coalitions_invitee", "coalitions_meeting"),
    *("coalitions_kit", "coalitions_rehearsal", "coalitions_reunificationsite"),
    *("coalitions_brief", "coalitions_briefanswer", "coalitions_briefversion"),
    *("coalitions_program", "coalitions_programentry", "coalitions_measurevalue"),
    *("coalitions_recordsrequest", "coalitions_communitypage", "coalitions_publictranslation"),
    *("training_drill", "training_drillfinding"),
    *("plans_finding", "plans_requiredchange", "plans_stepnotneeded", "plans_risk"),
}


def test_what_triggers_always_refuse_is_not_even_given():
    tables = connection.introspection.django_table_names()
    given = {table: set(which) for table, which in roles.privileges(tables).items()}
    assert {table for table in tables if given[table] == {"SELECT", "INSERT"}} == APPENDED
    assert {table for table in tables if given[table] == {"SELECT", "INSERT", "UPDATE"}} == KEPT


GUARDED = sorted(
    {model for model, t in pgtrigger.registered() if "DELETE" in str(t.operation)}, key=str
)


@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model._meta.label)
def test_a_table_whose_rows_are_kept_is_emptied_by_nobody(db, model):
    """Not by its owner, whom no privilege binds, either."""
    for emptied in (model, User):  # what refers to whom is emptied along
        statement = f'TRUNCATE "{emptied._meta.db_table}" CASCADE'
        with (
            as_owner(),
            pytest.raises(InternalError, match="pgtrigger: Cannot truncate"),
            transaction.atomic(),
        ):
            connection.cursor().execute(statement)


@pytest.fixture
def frozen(db):
    """A section of an edition that waits for signatures."""
    edition = builders.make_edition(
        plan=builders.make_plan(coalition=builders.make_coalition(slug="juniper"))
    )
    section = builders.make_section(edition=edition, title="Lockdown")
    builders.force_status(edition, "awaiting_signatures")
    return Section.objects.filter(pk=section.pk)


FROZEN_STAYS = "plans.Section:frozen_text_stays"


def test_a_trigger_is_ignored_for_the_owner_alone(frozen):
    """pgtrigger asks a setting that anybody may make; the application makes it in vain."""
    with (
        pytest.raises(InternalError, match="frozen edition"),
        pgtrigger.ignore(FROZEN_STAYS),
        transaction.atomic(),
    ):
        frozen.update(title="Changed")
    with as_owner(), pgtrigger.ignore(FROZEN_STAYS):
        assert frozen.update(title="Changed") == 1


@pytest.mark.parametrize(
    ("setting", "refusal"), [("{%s}", InternalError), ("*", DataError), ("", InternalError)]
)
def test_no_value_of_that_setting_lets_the_application_past(frozen, setting, refusal):
    (name,) = (trigger.get_pgid(model) for model, trigger in pgtrigger.registered(FROZEN_STAYS))
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('pgtrigger.ignore', %s, true)", [setting.replace("%s", name)]
            )
        with pytest.raises(refusal):
            frozen.update(title="Changed")
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "made",
    ["TABLE plans_edition (LIKE public.plans_edition)", "VIEW plans_edition AS SELECT 1 AS id"],
)
def test_what_stands_in_front_of_a_table_answers_no_trigger(frozen, made):
    """As where the edition would be none, or a draft."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMPORARY {made}")
            cursor.execute("SELECT count(*) FROM plans_edition WHERE id = 10")
        with pytest.raises(InternalError, match="frozen edition"), transaction.atomic():
            frozen.update(title="Changed")
        transaction.set_rollback(True)


def test_every_function_of_ours_asks_our_tables_first(db):
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT proname FROM pg_proc JOIN pg_language ON pg_language.oid = prolang
            WHERE pronamespace = 'public'::regnamespace AND lanname = 'plpgsql'
              AND NOT COALESCE(proconfig, '{}') @> ARRAY['search_path=pg_catalog, public, pg_temp']
        """)
        assert cursor.fetchall() == []


ACLS = "SELECT relname, relacl::text[] FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY relname"


def test_what_was_given_beyond_is_taken_at_the_next_migrate(db):
    role, name = databases.application(), connection.settings_dict["NAME"]
    with as_owner(), connection.cursor() as cursor:
        roles.grant(role)
        cursor.execute(ACLS)
        once = cursor.fetchall()
        cursor.execute(
            f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}, PUBLIC; GRANT CREATE ON SCHEMA public TO {role}"
        )
        cursor.execute(
            f"GRANT ALL ON DATABASE {name} TO PUBLIC; GRANT UPDATE ON ALL SEQUENCES IN SCHEMA public TO {role}"
        )
        cursor.execute(f"SELECT has_database_privilege('{role}', current_database(), 'CREATE')")
        assert cursor.fetchone() == (True,)
        roles.grant(role)
        cursor.execute(ACLS)
        assert [(table, sorted(acl or [])) for table, acl in cursor.fetchall()] == [
            (t, sorted(a or [])) for t, a in once
        ]
        cursor.execute(f"SELECT has_database_privilege('{role}', current_database(), 'CREATE')")
        assert cursor.fetchone() == (False,)
    assert not roles.may_change_tables()


@pytest.mark.parametrize(
    ("rights", "sentence"),
    [
        (None, "is not there: createuser somebody"),
        ("SUPERUSER", "has the rights of"),
        ("CREATEROLE", "has the rights of somebody: no protection"),
        ("BYPASSRLS", "has the rights of somebody: no protection"),
        ("IN ROLE pg_write_all_data", "has the rights of pg_write_all_data: no protection"),
        ("IN ROLE {owner}", "has the rights of {owner}"),
    ],
)
def test_a_role_that_privileges_would_not_bind_is_refused(db, rights, sentence):
    owner = connection.settings_dict["USER"]
    with as_owner(), connection.cursor() as cursor:
        if rights:
            cursor.execute(f"CREATE ROLE somebody {rights.format(owner=owner)}")
        with pytest.raises(CommandError) as refused:
            roles.grant("somebody")
    assert sentence.format(owner=owner) in str(refused.value)


PLANNED = """
from django.db import connection
from safety_portal.core.database.roles import as_owner
with as_owner(), connection.cursor() as cursor:
    cursor.execute("SELECT current_user, current_setting('plan_cache_mode'), current_setting('jit'), "
                   "current_setting('random_page_cost')")
    print(*cursor.fetchone())
"""


def test_what_is_asked_as_the_owner_is_planned_as_the_application_has_it(db):
    """The bench works as the owner, and is to say what the application costs."""
    user, *planned = databases.manage(
        connection.settings_dict["NAME"], "shell", "-v", "0", "-c", PLANNED
    ).split()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, current_setting('plan_cache_mode'), current_setting('jit'), "
            "current_setting('random_page_cost')"
        )
        application, *same = cursor.fetchone()
    assert (user != application, planned, same) == (
        True,
        ["force_generic_plan", "off", "1.1"],
        ["force_generic_plan", "off", "1.1"],
    )
