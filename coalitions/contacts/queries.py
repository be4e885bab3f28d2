"""Questions about contacts: what an address names, a sheet, an agency, who is to be confirmed.

Strangers get 404.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import (
    Count,
    DateTimeField,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import MEMBERS, RESTRICTED, Role
from coalitions.coalition.models import Coalition
from coalitions.contacts import semesters
from coalitions.contacts.models.contact import Contact, ContactQuerySet
from coalitions.contacts.models.sheet import (
    ContactPlace,
    ContactRole,
    PlaceQuerySet,
    PrintedSheet,
    RoleQuerySet,
    SheetQuerySet,
)
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User

WHO = ("contact__person__account", "contact__agency", "contact__coalition")


def fetch_contact(user: User, *, coalition: str, contact: int, **rest: str | int) -> Contact:
    """The contact that the coalition of the address keeps, or Http404."""
    visible = Contact.objects.visible_to(user).select_related(
        *("person__account", "agency", "confirmed_by", "retired_by"),
        *("coalition__district", "coalition__school"),
    )
    return get_object_or_404(visible, pk=contact, coalition__slug=coalition)


def fetch_role(user: User, *, coalition: str, role: int, **rest: str | int) -> ContactRole:
    """The role on the sheet of the coalition of the address, or Http404."""
    visible = ContactRole.objects.visible_to(user).current()
    visible = visible.select_related("coalition__district", "coalition__school")
    return get_object_or_404(visible, pk=role, coalition__slug=coalition)


def fetch_place(user: User, *, coalition: str, place: int, **rest: str | int) -> ContactPlace:
    """The place on the sheet of the coalition of the address, an ended one too, or Http404."""
    visible = ContactPlace.objects.visible_to(user).select_related(
        *WHO, "role__coalition__district", "role__coalition__school"
    )
    return get_object_or_404(visible, pk=place, role__coalition__slug=coalition)


def fetch_printed(user: User, *, coalition: str, printed: int, **rest: str | int) -> PrintedSheet:
    """The sheet as it was printed once, or Http404."""
    visible = PrintedSheet.objects.visible_to(user).select_related(
        "coalition__district", "coalition__school", "printed_by"
    )
    return get_object_or_404(visible, pk=printed, coalition__slug=coalition)


def roles_of(coalition: Coalition) -> RoleQuerySet:
    """The roles of a sheet in their order. Whoever asks has asked who may read it."""
    return ContactRole.objects.current().filter(coalition=coalition).order_by("position", "id")


def places_of(coalition: Coalition) -> PlaceQuerySet:
    """Who answers on a sheet, in calling order, with what a line shows."""
    places = ContactPlace.objects.current().filter(
        role__coalition=coalition, role__closed_at__isnull=True
    )
    return places.select_related(*WHO, "role__coalition").order_by(
        "role__position", "role_id", "position"
    )


def left_since(roles: Iterable[ContactRole], printed: PrintedSheet) -> PlaceQuerySet:
    """The places in these roles that ended since a sheet was printed, the last last."""
    ended = ContactPlace.objects.filter(role__in=roles, ended_at__gt=printed.printed_at)
    return ended.order_by("ended_at", "pk")


def last_printed(coalition: Coalition) -> PrintedSheet | None:
    """The newest sheet that went to paper. Whoever asks has asked who may read the sheet."""
    printed = PrintedSheet.objects.filter(coalition=coalition)
    return printed.select_related("printed_by").order_by("-id").first()


def printed_of(user: User, coalition: Coalition) -> SheetQuerySet:
    """What was printed when, without the lines."""
    printed = PrintedSheet.objects.visible_to(user).filter(coalition=coalition)
    return printed.select_related("printed_by").defer("lines")


def keepers_of(coalition: Coalition, *, on: date) -> list[str]:
    """Names of the administrators of a coalition, who fill its roles."""
    held = Membership.objects.current(on).filter(coalition=coalition, role=Role.ADMINISTRATOR)
    return list(held.order_by("person__name").values_list("person__name", flat=True).distinct())


def unconfirmed_of(coalition: Coalition, *, on: date) -> list[Contact]:
    """The contacts on a sheet, or kept by its coalition and on any, that nobody has confirmed this
    semester: each once, locked.
    """
    places = ContactPlace.objects.current().filter(role__closed_at__isnull=True)
    here = places.filter(role__coalition=coalition)
    kept = Q(coalition=coalition, pk__in=places.values("contact"))
    rows = Contact.objects.current().unconfirmed(on)
    rows = rows.filter(kept | Q(pk__in=here.values("contact")))
    return list(
        rows.select_related("coalition", "person__account")
        .select_for_update(no_key=True, of=("self",))
        .order_by("pk")
    )


def asked_by_the_portal(*, on: date) -> list[Contact]:
    """Contacts on some sheet, not confirmed this semester, whom no home page asks.

    That is who is no member of the coalition that keeps the contact, or has no account.
    """
    held = Membership.objects.current(on).filter(
        coalition=OuterRef("coalition"),
        person=OuterRef("person"),
        person__account__is_active=True,
    )
    on_sheets = ContactPlace.objects.current().filter(role__closed_at__isnull=True)
    rows = Contact.objects.current().unconfirmed(on).filter(~Exists(held))
    rows = rows.filter(pk__in=on_sheets.values("contact"), reported_at__isnull=True)
    return list(
        rows.select_related("coalition", "person__account")
        .select_for_update(no_key=True, of=("self",), skip_locked=True)
        .order_by("pk")
    )


def choosable(coalition: Coalition) -> ContactQuerySet:
    """The contacts that may stand on a sheet: its coalition's own, and its district's."""
    contacts = Contact.objects.current().filter(coalition__district=coalition.district_id)
    return contacts.filter(Q(coalition=coalition) | Q(coalition__school__isnull=True))


def kept_by(coalition: Coalition, *, unconfirmed_on: date | None = None) -> ContactQuerySet:
    """The contacts that a coalition keeps, each with a name to sort by and on how many sheets it
    is; only those on some sheet that nobody has confirmed in the semester of a day.
    """
    contacts = Contact.objects.current().filter(coalition=coalition).listed()
    if unconfirmed_on:
        contacts = contacts.unconfirmed(unconfirmed_on).on_a_sheet()
    return contacts.select_related("person__account", "agency", "coalition")


def places_of_contact(contact: Contact) -> PlaceQuerySet:
    """Everything that a contact answers for, on all sheets."""
    places = ContactPlace.objects.current().filter(contact=contact)
    return places.select_related(
        *WHO, "role__coalition__district", "role__coalition__school"
    ).order_by("role__coalition__name", "role__position", "position")


def sheets_of_schools(user: User, district: Coalition, *, on: date) -> QuerySet[Coalition]:
    """The coalitions of the schools of a district whose sheets the account reads.

    Each with `.lines`, `.confirmed_lines`, `.empty_roles` and `.printed_last`.
    """
    direct, down, up = access_of(user).scopes_reading(MEMBERS)
    schools = Coalition.objects.filter(
        by_coalition("", direct=direct, down=down, up=up),
        district=district.district_id,
        school__isnull=False,
    )
    places = ContactPlace.objects.current().filter(
        role__coalition=OuterRef("pk"), role__closed_at__isnull=True
    )
    confirmed = places.filter(contact__confirmed_on__gte=semesters.began(on))
    held = ContactPlace.objects.current().filter(role=OuterRef("pk"))
    roles = ContactRole.objects.current().filter(coalition=OuterRef("pk"))
    printed = PrintedSheet.objects.filter(coalition=OuterRef("pk")).order_by("-id")
    return schools.annotate(
        lines=_number(places, by="role__coalition"),
        confirmed_lines=_number(confirmed, by="role__coalition"),
        empty_roles=_number(roles.filter(~Exists(held)), by="coalition"),
        printed_last=Subquery(printed.values("printed_at")[:1], output_field=DateTimeField()),
    )


def _number(rows: QuerySet[ContactPlace] | QuerySet[ContactRole], *, by: str) -> Coalesce:
    """How many rows there are of the coalition that is asked for; 0 for none."""
    counted = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def places_to_export(user: User, coalition: Coalition) -> PlaceQuerySet:
    """Every line whose numbers the account reads in full: of a sheet, or all of a district."""
    direct, down, up = access_of(user).scopes_reading(RESTRICTED)
    places = ContactPlace.objects.current().filter(
        by_coalition("role__coalition", direct=direct, down=down, up=up),
        role__closed_at__isnull=True,
        role__coalition__district=coalition.district_id,
    )
    if coalition.school_id:
        places = places.filter(role__coalition=coalition)
    return places.select_related(*WHO, "role__coalition").order_by(
        "role__coalition__name", "role__coalition_id", "role__position", "role_id", "position"
    )


def contacts_of_agency(user: User, agency: int, district: int) -> ContactQuerySet:
    """Everybody of an agency on the sheets that the account reads, each with a name to sort by."""
    places = (
        ContactPlace.objects.visible_to(user)
        .current()
        .filter(role__coalition__district=district, role__closed_at__isnull=True)
    )
    contacts = Contact.objects.current().filter(agency=agency, pk__in=places.values("contact"))
    return contacts.listed().select_related("person__account", "agency", "coalition")


def places_by_contact(user: User, contacts: Iterable[Contact]) -> dict[int, list[ContactPlace]]:
    """What each of these contacts answers for, on the sheets that the account reads: one query."""
    rows = (
        ContactPlace.objects.visible_to(user)
        .current()
        .filter(contact__in=contacts, role__closed_at__isnull=True)
    )
    found: dict[int, list[ContactPlace]] = {}
    rows = rows.select_related("role__coalition").order_by(
        "role__coalition__name", "role__position", "position"
    )
    for place in rows:
        found.setdefault(place.contact_id, []).append(place)
    return found
