"""What somebody names at the command line: a district, a school, a coalition.

And the nearest where there is none of the name.
"""

from django.core.management.base import CommandError
from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import Length

from coalitions.coalition.models import Coalition
from safety_portal.core.names import tidy_name
from safety_portal.core.values import whole_number

OFFERED = 3
MOST_WORDS = 8
# How much of a word has to be the same for a misspelled one to be found.
BEGINNING = 4


def place_of(kind, identifier: str):
    """The district or school with this NCES id, state id or row number, in this order.

    Raises CommandError (exit 2).
    """
    noun = kind._meta.verbose_name
    for field in ("nces_id", "state_id", "pk"):
        if field == "pk" and whole_number(identifier) is None:
            break
        places = list(kind.objects.filter(**{field: identifier}).order_by("pk")[:2])
        if len(places) == 1:
            return places[0]
        if places:
            raise CommandError(
                f"More than one {noun} has the state id {identifier}. Give the NCES id.",
                returncode=2,
            )
    near = [
        f"{place_id(candidate)} ({in_words(candidate)})"
        for candidate in nearest(kind.objects, identifier)
    ]
    way = f"Nearest: {'; '.join(near)}." if near else "Import it with import_schools."
    raise CommandError(
        f"There is no {noun} with the id {tidy_name(identifier)}. {way}", returncode=2
    )


def coalition_of(slug: str) -> Coalition:
    """The coalition with this short name. Raises CommandError (exit 2)."""
    coalition = Coalition.objects.filter(slug=slug).select_related("district", "school").first()
    if coalition is not None:
        return coalition
    near = [
        candidate.slug
        for candidate in nearest(Coalition.objects, slug.replace("-", " "), ids=("slug",))
    ]
    way = (
        f"Nearest: {', '.join(near)}." if near else "form_coalition makes one and prints its slug."
    )
    raise CommandError(f"There is no coalition {tidy_name(slug)}. {way}", returncode=2)


def nearest(rows, text: str, *, ids=("nces_id", "state_id"), most=OFFERED) -> list:
    """Those of `rows` whose names hold most of the words in `text`, the shortest name first.

    Or whose id holds all of it.
    """
    words = tidy_name(text).split()[:MOST_WORDS]
    if not words:
        return []
    likeness = [(Q(name__icontains=word), 2) for word in words]
    likeness += [
        (Q(name__icontains=word[:BEGINNING]), 1) for word in words if len(word) > BEGINNING
    ]
    likeness += [(Q(**{f"{field}__icontains": words[0]}), 3) for field in ids if len(words) == 1]
    scores = [
        Case(When(same, then=Value(worth)), default=Value(0), output_field=IntegerField())
        for same, worth in likeness
    ]
    likely = rows.annotate(likeness=sum(scores[1:], scores[0])).filter(likeness__gt=0)
    return list(likely.order_by("-likeness", Length("name"), "name", "pk")[:most])


def place_id(place) -> str:
    """What form_coalition takes for it."""
    return place.nces_id or place.state_id


def in_words(place) -> str:
    """Its name and where it is."""
    return ", ".join(part for part in (place.name, place.city, place.state) if part)
