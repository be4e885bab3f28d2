"""What is here of the places that a directory names."""

from types import SimpleNamespace

from django.db.models import Q

from coalitions.coalition.models import Coalition
from coalitions.directory_import.directory import Directory
from coalitions.directory_import.identities import (
    ids_of,
)
from coalitions.schools.models import District, School

MODELS = {"district": District, "school": School}


def schools_with_coalition(directory: Directory, places: list[SimpleNamespace]) -> frozenset[int]:
    """Ids of the schools here that have a coalition of their own."""
    if directory.kind == "district" or not places:
        return frozenset()
    states = {place.state for place in places}
    held = Coalition.objects.filter(school__state__in=states).values_list("school_id", flat=True)
    return frozenset(held)


def places_here(kind: str, named: list) -> list[SimpleNamespace]:
    """The places of the states the rows name, and any with one of their NCES ids, as plain values
    (no model is built).
    """
    told = [ids_of(one) for one in named]
    states = {ids["state"] for ids in told}
    nces_ids = {ids["nces_id"] for ids in told if ids["nces_id"]}
    fields = [f.attname for f in MODELS[kind]._meta.concrete_fields]
    query = (
        MODELS[kind].objects.filter(Q(state__in=states) | Q(nces_id__in=nces_ids)).order_by("id")
    )
    return [SimpleNamespace(**values) for values in query.values(*fields)]
