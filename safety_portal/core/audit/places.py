"""Where what an audit row tells of can be looked at.

Each app says so of its own models, in its AppConfig's `audit_places`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.urls import reverse

from safety_portal.core.audit.models import AuditRow


def urls_of(rows: list[AuditRow]) -> dict[int, str]:
    """Where the subject of each of the audit rows can be looked at, by the row's key.

    No key where it is gone or has no page. One query for each kind among them.

    `audit_places` maps the name of a model to the name of an address and the paths from the model
    to its arguments. The address decides by itself who may open it.
    """
    wanted: defaultdict[str, set[int | None]] = defaultdict(set)
    for row in rows:
        wanted[row.subject_kind].add(row.subject_id)
    found = {(kind, pk): url for kind, ids in wanted.items() for pk, url in _addresses(kind, ids)}
    subjects = {row.pk: (row.subject_kind, row.subject_id) for row in rows}
    return {pk: found[subject] for pk, subject in subjects.items() if subject in found}


def _addresses(kind: str, ids: Iterable[int | None]) -> Iterator[tuple[int | None, str]]:
    label, _, name = kind.partition(".")
    places = (
        getattr(apps.get_app_config(label), "audit_places", {}) if label in apps.app_configs else {}
    )
    model = next((model for model in places if model.lower() == name), None)
    if model is None:
        return
    address, *paths = places[model]
    rows = apps.get_model(label, model)._base_manager.filter(pk__in=ids)
    for pk, *arguments in rows.values_list("pk", *paths):
        yield pk, reverse(address, args=arguments)
