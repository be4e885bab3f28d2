"""How a coalition is asked for a place in it, and who asks."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from coalitions.access.grants import access_of
from coalitions.access.roles import Group
from coalitions.champions.lifecycle import (
    ANSWER_DAYS,
    CONFIRM_WITHIN,
    DECIDED,
    KEEP_DAYS,
    RequestState,
    Wanted,
)
from coalitions.coalition.models import Coalition
from coalitions.invitations.models import Invitation
from coalitions.memberships.models.membership import Membership
from coalitions.schools.models import School
from coalitions.seats.models import Seat
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, together

LONGEST_WHY, LONGEST_ANSWER = 1500, 1500


class JoinRules(models.Model):
    """Whether and how a coalition is asked; without a row nobody asks.

    `answerer` is the administrator who answers and lets the public page say so; null where all of
    them answer and the page names nobody. A request is answered within `answer_days` and deleted
    `keep_days` after that.
    """

    coalition = models.OneToOneField(Coalition, on_delete=models.PROTECT, related_name="join_rules")
    is_open = models.BooleanField(default=False)
    answerer = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="join_rules"
    )
    answer_days = models.PositiveSmallIntegerField(default=ANSWER_DAYS)
    keep_days = models.PositiveSmallIntegerField(default=KEEP_DAYS)

    class Meta:
        verbose_name_plural = "join rules"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_days__range=(1, 60)), name="request_answered_within_60_days"
            ),
            models.CheckConstraint(
                condition=Q(keep_days__range=(30, 365)), name="request_kept_for_a_year_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"Asking to join {self.coalition}"


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def visible_to(self, user: User) -> Self:
        """Those confirmed, of the coalitions that the account administers."""
        administered = [
            grant.coalition_id
            for grant in access_of(user).grants
            if grant.group == Group.ADMINISTRATOR
        ]
        return self.confirmed().filter(coalition__in=administered)

    def numbered(self) -> Self:
        """Each with `.number`: how many of them there are."""
        return self.annotate(number=models.Window(models.Count("pk")))

    def confirmed(self) -> Self:
        """Those whose link was opened: before that nobody has asked."""
        return self.exclude(state=RequestState.UNCONFIRMED)

    def waiting(self) -> Self:
        """Those that an administrator has to answer."""
        return self.filter(state=RequestState.WAITING)


class JoinRequest(models.Model):
    """Somebody asks to join, as `wanted`; `seat` is the one they mean, `school` where (null: any).

    Confirmed by the link of a mail, from when on it waits to be answered by `answer_due_on`; the
    mail says that day, so that it stays. `answer` are the words with which it was declined. Deleted
    by the portal after its days; no record names who asked.
    """

    # Of numbered.
    number: int
    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="join_requests")
    state = models.CharField(max_length=20, choices=RequestState, default=RequestState.UNCONFIRMED)
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254)
    wanted = models.CharField(max_length=20, choices=Wanted)
    seat = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, related_name="+")
    school = models.ForeignKey(School, on_delete=models.SET_NULL, null=True, related_name="+")
    why = models.TextField()
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    answer_due_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answer = models.TextField(blank=True)
    invitation = models.ForeignKey(
        Invitation, on_delete=models.SET_NULL, null=True, related_name="join_requests"
    )

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            known("state", RequestState, name="request_state_is_known"),
            known("wanted", Wanted, name="request_wanted_is_known"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(email="") & ~Q(why=""), name="request_says_who_and_why"
            ),
            models.CheckConstraint(
                condition=Q(seat__isnull=True) | Q(wanted=Wanted.SEAT),
                name="request_names_a_seat_it_is_for",
            ),
            together(
                "confirmed_at", "answer_due_on", name="request_confirmed_is_answered_by_a_day"
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.UNCONFIRMED, confirmed_at__isnull=True)
                | (~Q(state=RequestState.UNCONFIRMED) & Q(confirmed_at__isnull=False)),
                name="request_waits_once_confirmed",
            ),
            together("decided_at", "decided_by", name="request_decided_at_by"),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, decided_at__isnull=False)
                | (~Q(state__in=DECIDED) & Q(decided_at__isnull=True)),
                name="request_decided_when_answered",
            ),
            models.CheckConstraint(
                condition=(Q(state=RequestState.DECLINED) & ~Q(answer=""))
                | (~Q(state=RequestState.DECLINED) & Q(answer="")),
                name="request_declined_with_words",
            ),
            models.CheckConstraint(
                condition=Q(invitation__isnull=True) | Q(state=RequestState.INVITED),
                name="request_invited_by_an_invitation",
            ),
            models.UniqueConstraint(
                "coalition",
                Lower("email"),
                condition=Q(state=RequestState.WAITING),
                name="one_waiting_request_per_address",
            ),
        ]
        indexes = [models.Index(fields=["coalition", "-id"], name="requests_of_a_coalition")]

    def __str__(self) -> str:
        return self.name

    @property
    def logged_as(self) -> str:
        """What the record of changes calls it, which stays: never by a name or an address."""
        return f"Request to join {self.pk}"

    @property
    def wanted_words(self) -> str:
        """ "Local champion", the title of the seat, or "Something else"."""
        return self.seat.title if self.seat else self.get_wanted_display()

    def can_be_confirmed(self, now: datetime) -> bool:
        """Whether its link still works at the moment `now`."""
        return self.state != RequestState.UNCONFIRMED or now < self.asked_at + CONFIRM_WITHIN
