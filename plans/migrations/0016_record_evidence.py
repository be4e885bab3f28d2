"""One audit row for each frozen edition whose audit knows nothing of it yet: what stood when the portal was upgraded.

From here on verify_edition compares with it, and says since when. Backwards leaves the rows: they tell what was true.
"""

from django.db import migrations

from plans.editions.evidence import EVIDENCE_RECORDED, standing_evidence

FROZEN = ("awaiting_signatures", "in_force", "superseded", "retired")


def record(apps, schema_editor):
    editions, rows = (
        apps.get_model("plans", "Edition").objects,
        apps.get_model("audit", "AuditRow").objects,
    )
    told = rows.filter(detail__has_key="edition_id").values_list("detail__edition_id", flat=True)
    new = editions.filter(status__in=FROZEN).exclude(pk__in=set(told.distinct()))
    for edition in new.select_related("plan").order_by("pk").iterator():
        rows.create(
            by_name="Safety Portal",
            action=EVIDENCE_RECORDED,
            subject_kind="plans.edition",
            subject_id=edition.pk,
            subject_name=f"{edition.plan.title}, edition {edition.number}"[:300],
            scope=edition.plan.coalition_id,
            detail=standing_evidence(
                edition,
                apps.get_model("plans", "Revision"),
                apps.get_model("coalitions", "Designation"),
            ),
        )


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0015_hashes_of_files"),
        ("audit", "0004_chain"),
        ("coalitions", "0007_approving_board"),
    ]
    operations = [migrations.RunPython(record, migrations.RunPython.noop)]
