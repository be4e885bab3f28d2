"""A bulletin, and whom it names: roles, and the coalitions in which they are held."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from coalitions.access.grants import Access, access_of
from coalitions.access.roles import Group, Role
from coalitions.bulletins.naming import CODES, SENDERS, WITH_A_REASON
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, together

DAYS, MOST_DAYS = 30, 90


class Certainty(models.TextChoices):
    """How sure the sender is of what a bulletin says."""

    CONFIRMED = "confirmed", "Confirmed"
    LIKELY = "likely", "Likely"
    UNCONFIRMED = "unconfirmed", "Not confirmed"


def in_force(table: str) -> str:
    """In SQL what `in_force` asks of the rows of `table`, bulletins, with %(on)s."""
    return f"{table}.withdrawn_at IS NULL AND {table}.expires_on >= %(on)s"


class BulletinQuerySet(models.QuerySet["Bulletin"]):
    def visible_to(self, user: User) -> Self:
        """Those in force that name a role the account holds now, whoever was told; its own while it
        may send; and, when they are over, those of administrators who had got them. None while it
        looks as another role.

        By keys that are found from the places: most bulletins are of other districts.
        """
        access = access_of(user)
        if access.view_as or not access.grants:
            return self.none()
        sent, *others = [*_sent(user, access), *_received(access), *_kept(access)] or [
            Bulletin.objects.none().values("pk")
        ]
        return self.filter(pk__in=sent.union(*others) if others else sent)

    def described(self) -> Self:
        """With who sent them, and `.role_codes` and `.place_ids` of what they name."""
        of_it = {"bulletin": OuterRef("pk")}
        roles = BulletinRole.objects.filter(**of_it).order_by("pk").values("role")
        places = BulletinPlace.objects.filter(**of_it).order_by("pk").values("coalition")
        rows = self.select_related(
            "coalition__district", "coalition__school", "sent_by", "withdrawn_by"
        )
        return rows.annotate(role_codes=ArraySubquery(roles), place_ids=ArraySubquery(places))

    def opened(self, my_read_at: Subquery) -> Self:
        """Described, with what a page says besides: `.reasons` of its roles, `.place_names`, and
        when the reader last read it, `.my_read_at` (None).
        """
        of_it = {"bulletin": OuterRef("pk")}
        reasons = BulletinRole.objects.filter(**of_it).order_by("pk").values("because")
        places = BulletinPlace.objects.filter(**of_it).order_by("coalition__name")
        return self.described().annotate(
            reasons=ArraySubquery(reasons),
            place_names=ArraySubquery(places.values("coalition__name")),
            my_read_at=my_read_at,
        )

    def read_by(self, reader: Exists) -> Self:
        """Each with `.has_read`."""
        return self.annotate(has_read=reader)

    def in_force(self, on: date) -> Self:
        """Those that nobody took back, through their last day."""
        return self.filter(withdrawn_at__isnull=True, expires_on__gte=on)


class Bulletin(models.Model):
    """`title` may stand in mail; every other word is for whom it names. Never rewritten: what is
    new is news. `expires_on` is its last day. `asked_at` is when its readers were last asked to
    read it: when it was sent, or when news asked for it again.
    """

    # Of described: the codes of the roles and the keys of the coalitions that it names.
    role_codes: list[str]
    place_ids: list[int]
    # Of opened: why each role needs to know, the names of the places, when its reader read it.
    reasons: list[str]
    place_names: list[str]
    my_read_at: datetime | None
    # Of read_by: whether the reader has said that they read it.
    has_read: bool
    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="bulletins")
    title = models.CharField(max_length=120)
    text = models.TextField()
    ask = models.TextField(blank=True)
    source = models.CharField(max_length=200)
    certainty = models.CharField(max_length=20, choices=Certainty)
    legal_basis = models.CharField(max_length=300)
    asks_reading = models.BooleanField(default=True)
    sent_on = models.DateField()
    expires_on = models.DateField()
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bulletins_sent"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_because = models.CharField(max_length=500, blank=True)

    objects = BulletinQuerySet.as_manager()

    class Meta:
        constraints = [
            known("certainty", Certainty, name="bulletin_certainty_is_known"),
            models.CheckConstraint(condition=~Q(title=""), name="bulletin_has_a_title"),
            models.CheckConstraint(condition=~Q(text=""), name="bulletin_says_something"),
            models.CheckConstraint(condition=~Q(source=""), name="bulletin_names_its_source"),
            models.CheckConstraint(condition=~Q(legal_basis=""), name="bulletin_has_a_legal_basis"),
            models.CheckConstraint(
                condition=Q(
                    expires_on__gte=F("sent_on"),
                    expires_on__lte=F("sent_on") + timedelta(days=MOST_DAYS),
                ),
                name="bulletin_expires_within_90_days",
            ),
            models.CheckConstraint(
                condition=Q(asked_at__gte=F("sent_at")), name="bulletin_asked_when_sent_or_later"
            ),
            together("withdrawn_at", "withdrawn_by", name="bulletin_withdrawn_at_by"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="bulletin_withdrawn_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["coalition", "expires_on"], name="bulletins_of_a_coalition"),
            models.Index(fields=["expires_on"], name="bulletins_by_last_day"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def logged_as(self) -> str:
        """What the record of changes calls it: never by its words."""
        return f"Bulletin {self.pk}"

    def is_in_force(self, on: date) -> bool:
        """Whether it holds on the day."""
        return self.withdrawn_at is None and self.expires_on >= on


class BulletinRole(models.Model):
    """A role that a bulletin names; `because` says why a teacher or staff needs to know."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=30, choices=Role)
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            known("role", CODES, name="bulletin_role_may_be_named"),
            models.CheckConstraint(
                condition=~Q(role__in=WITH_A_REASON) | ~Q(because=""),
                name="bulletin_school_role_with_a_reason",
            ),
            models.UniqueConstraint(fields=["bulletin", "role"], name="bulletin_names_a_role_once"),
        ]

    def __str__(self) -> str:
        return self.get_role_display()


class BulletinPlace(models.Model):
    """A coalition whose roles a bulletin names."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="places")
    coalition = models.ForeignKey(
        Coalition, on_delete=models.PROTECT, related_name="bulletins_received"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bulletin", "coalition"], name="bulletin_names_a_place_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.coalition}"


def _sent(user: User, access: Access) -> list[models.QuerySet]:  # type: ignore[type-arg]
    here = [grant.coalition_id for grant in access.grants if grant.group in SENDERS]
    own = Bulletin.objects.filter(sent_by=user, coalition__in=here)
    return [own.values("pk")] if here else []


def _received(access: Access) -> list[models.QuerySet]:  # type: ignore[type-arg]
    """Of each role that the account holds, what is in force where it holds it."""
    by_role: dict[str, set[int]] = defaultdict(set)
    for grant in access.grants:
        by_role[grant.role].add(grant.coalition_id)
    return [
        BulletinPlace.objects.filter(
            coalition__in=held,
            bulletin__roles__role=role,
            bulletin__withdrawn_at__isnull=True,
            bulletin__expires_on__gte=access.on,
        ).values("bulletin")
        for role, held in by_role.items()
        if role in CODES
    ]


def _kept(access: Access) -> list[models.QuerySet]:  # type: ignore[type-arg]
    """What administrators had got, in force or over."""
    administered = [
        grant.coalition_id for grant in access.grants if grant.group == Group.ADMINISTRATOR
    ]
    rows = BulletinPlace.objects.filter(
        coalition__in=administered,
        bulletin__roles__role=Role.ADMINISTRATOR,
        bulletin__recipients__person__in=access.person_ids,
    )
    return [rows.values("bulletin")] if administered else []
