"""A chain through the audit rows of each scope; rows that are there already are chained in the order of their numbers.

One statement, in the database: some 13,000 rows a second. Backwards takes the chain away and leaves the rows.
"""

import django.db.models.fields.json
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# A row lock rather than an advisory one: a file of people can touch more scopes than PostgreSQL has room for advisory locks.
LOCK_CHAINS = """
CREATE FUNCTION audit_lock_chains() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    noted bigint[] := string_to_array(NULLIF(current_setting('audit.scopes', true), ''), ' ');
BEGIN
    IF noted IS NULL THEN RETURN; END IF;
    INSERT INTO audit_chain (scope) SELECT unnest(noted) ORDER BY 1 ON CONFLICT DO NOTHING;
    PERFORM 1 FROM audit_chain WHERE scope = ANY(noted) ORDER BY scope FOR UPDATE;
    PERFORM set_config('audit.scopes', '', true);
END $$
"""
# It locks for itself as well: the order is the triggers' matter, that there is no fork is this function's.
CHAIN_ROW = """
CREATE FUNCTION audit_chain_row(told audit_auditrow) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    at_scope bigint := COALESCE(told.scope, 0);
    last_place bigint;
    last_hash text;
BEGIN
    INSERT INTO audit_chain (scope) VALUES (at_scope) ON CONFLICT DO NOTHING;
    PERFORM 1 FROM audit_chain WHERE scope = at_scope FOR UPDATE;
    SELECT place, hash INTO last_place, last_hash FROM audit_link WHERE scope = at_scope ORDER BY place DESC LIMIT 1;
    last_place := COALESCE(last_place, 0) + 1;
    INSERT INTO audit_link (scope, place, row_id, version, hash)
    VALUES (at_scope, last_place, told.id, 1, encode(sha256(convert_to(jsonb_build_array(
        1, told.scope, last_place, COALESCE(last_hash, ''), told.id,
        to_char(told.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), told.by_id, told.by_name, told.action,
        told.subject_kind, told.subject_id, told.subject_name, told.detail::text
    )::text, 'UTF8')), 'hex'));
END $$
"""
CHAIN_EXISTING = "SELECT count(audit_chain_row(told)) FROM (SELECT * FROM audit_auditrow ORDER BY scope, id) AS told"


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_known_style_of_codes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Chain",
            fields=[
                ("scope", models.BigIntegerField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scope", models.BigIntegerField()),
                ("place", models.BigIntegerField()),
                ("row_id", models.BigIntegerField(unique=True)),
                ("version", models.PositiveSmallIntegerField()),
                ("hash", models.CharField(max_length=64)),
            ],
        ),
        migrations.AddIndex(
            model_name="auditrow",
            index=models.Index(
                django.db.models.fields.json.KeyTransform("edition_id", "detail"),
                condition=models.Q(("detail__has_key", "edition_id")),
                name="audit_by_edition",
            ),
        ),
        migrations.RunSQL(LOCK_CHAINS, "DROP FUNCTION audit_lock_chains()"),
        migrations.RunSQL(CHAIN_ROW, "DROP FUNCTION audit_chain_row(audit_auditrow)"),
        pgtrigger.migrations.AddTrigger(
            model_name="auditrow",
            trigger=pgtrigger.compiler.Trigger(
                name="scopes_noted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    PERFORM set_config('audit.scopes', array_to_string(ARRAY(\n        SELECT DISTINCT scope FROM (\n            SELECT unnest(string_to_array(NULLIF(current_setting('audit.scopes', true), ''), ' '))::bigint\n            UNION SELECT COALESCE(scope, 0) FROM written\n        ) AS noted (scope)\n    ), ' '), true);\n    RETURN NULL;\n",
                    hash="ef31f15593ddc8d160a6e6d7161c0e676debd328",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_scopes_noted_89e82",
                    referencing="REFERENCING NEW TABLE AS written ",
                    table="audit_auditrow",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditrow",
            trigger=pgtrigger.compiler.Trigger(
                name="chained",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n    PERFORM audit_lock_chains();\n    PERFORM audit_chain_row(NEW);\n    RETURN NULL;\n",
                    hash="1a02889a2e7ec8968d4e8cd5be4f2db26ea64b36",
                    operation="INSERT",
                    pgid="pgtrigger_chained_ccb56",
                    table="audit_auditrow",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.UniqueConstraint(
                fields=("scope", "place"), name="one_link_per_place"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="link",
            trigger=pgtrigger.compiler.Trigger(
                name="links_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="85d50553a97a583f4d3457cfc493c1582b5fd5e5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_links_stay_ee834",
                    table="audit_link",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(CHAIN_EXISTING, migrations.RunSQL.noop),
    ]
