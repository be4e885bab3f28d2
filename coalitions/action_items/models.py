"""An action item, and the evidence that it was done."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from coalitions.access.filters import any_of, by_coalition
from coalitions.access.grants import Access, access_of
from coalitions.access.roles import MEMBERS, RESTRICTED
from coalitions.action_items.lifecycle import NOT_CLOSED, CameBack, ItemState
from coalitions.coalition.models import Coalition
from coalitions.people.models import Person
from coalitions.schools.models import School
from coalitions.seats.models import Seat
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, never_emptied, together
from safety_portal.core.search.vectors import searchable


class ActionItemQuerySet(models.QuerySet["ActionItem"]):
    def visible_to(self, user: User) -> Self:
        """Those of the coalitions whose text the account reads, restricted ones where it reads what
        is restricted; and what it owns or verifies by name, but nothing restricted.

        Down into the schools of a district as plans are read; never up: a school's members read
        the district's plan, not its work.
        """
        access = access_of(user)
        levels = ((MEMBERS, False), (RESTRICTED, True))
        by_level = [
            Q(is_restricted=is_restricted) & by_coalition("coalition", direct=direct, down=down)
            for level, is_restricted in levels
            for direct, down, _ in [access.scopes_reading(level)]
            if direct or down
        ]
        return self.filter(any_of(*by_level, *_own(access)))

    def not_closed(self) -> Self:
        """Those that nobody has verified: open, said to be done, or a risk that is accepted."""
        return self.filter(state__in=NOT_CLOSED)


def _own(access: Access) -> list[Q]:
    """What somebody owns, holds the seat of, or verifies: only where they are members still."""
    if not access.person_ids or access.view_as:
        return []
    seats = [grant.seat_id for grant in access.grants if grant.seat_id]
    mine = Q(owner__in=access.person_ids) | Q(verifier__in=access.person_ids)
    mine |= Q(owner_seat__in=seats) if seats else Q()
    return [mine & Q(is_restricted=False, coalition__in=access.coalition_ids)]


class ActionItem(models.Model):
    """`what` is to be done by `due_on`, by `owner` or whoever holds `owner_seat`.

    A state has its own columns, and only they are set: done_*, verified_*, accepted_*. How it came
    to be open again stands in came_back_*. Who did what before stands in the audit rows.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="action_items")
    # The school of a district's item that concerns one; of a school's coalition its own.
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, related_name="action_items"
    )
    what = models.CharField(max_length=200)
    why = models.CharField(max_length=1000, blank=True)
    how_checked = models.CharField(max_length=500)
    owner = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="action_items"
    )
    owner_seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, related_name="action_items"
    )
    # Who was named to verify it; null: any administrator who is not its owner.
    verifier = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="action_items_to_verify"
    )
    due_on = models.DateField()
    # What it came from was restricted: only who reads that reads this.
    is_restricted = models.BooleanField(default=False)
    # Where it came from, as words and as an address of the portal; the key tells the thing itself
    # ("meeting_line:41"), so that what comes from it again is recognised.
    origin_words = models.CharField(max_length=300, blank=True)
    origin_address = models.CharField(max_length=300, blank=True)
    origin_key = models.CharField(max_length=120, blank=True)
    # An earlier one of the same key or of like words, recognised when this was opened.
    repeats = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="repeated_by"
    )
    state = models.CharField(max_length=20, choices=ItemState, default=ItemState.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # The risk: who accepts it, who wrote that down, and the day on which the item comes back.
    accepter = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="accepted_risks"
    )
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    accepted_because = models.CharField(max_length=500, blank=True)
    comes_back_on = models.DateField(null=True)
    came_back = models.CharField(max_length=20, choices=CameBack, blank=True)
    came_back_because = models.CharField(max_length=500, blank=True)
    # Where it stood when a form was opened: a save over a newer one is refused.
    version = models.PositiveIntegerField(default=1)

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="action_item_says_what"),
            models.CheckConstraint(
                condition=~Q(how_checked=""), name="action_item_says_how_it_is_checked"
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=True, owner_seat__isnull=False)
                | Q(owner__isnull=False, owner_seat__isnull=True),
                name="action_item_has_one_owner",
            ),
            known("state", ItemState, name="action_item_state_is_known"),
            known("came_back", [*CameBack.values, ""], name="action_item_came_back_is_known"),
            together("done_at", "done_by", name="action_item_done_at_by"),
            together("verified_at", "verified_by", name="action_item_verified_at_by"),
            together("accepted_at", "accepted_by", name="action_item_accepted_at_by"),
            models.CheckConstraint(
                condition=Q(state__in=("done", "verified"), done_at__isnull=False)
                | (~Q(state__in=("done", "verified")) & Q(done_at__isnull=True)),
                name="action_item_done_when_said",
            ),
            models.CheckConstraint(
                condition=Q(state="verified", verified_at__isnull=False)
                | (~Q(state="verified") & Q(verified_at__isnull=True)),
                name="action_item_verified_when_said",
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=models.F("done_by")),
                name="action_item_verified_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=(
                    Q(
                        state="risk_accepted",
                        accepted_at__isnull=False,
                        accepter__isnull=False,
                        comes_back_on__isnull=False,
                    )
                    & ~Q(accepted_because="")
                )
                | (
                    ~Q(state="risk_accepted")
                    & Q(
                        accepted_at__isnull=True,
                        accepter__isnull=True,
                        comes_back_on__isnull=True,
                        accepted_because="",
                    )
                ),
                name="action_item_risk_accepted_whole",
            ),
            models.CheckConstraint(
                condition=Q(came_back="", came_back_because="")
                | (~Q(came_back="") & ~Q(came_back_because="") & Q(state="open")),
                name="action_item_came_back_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["coalition", "origin_key"],
                condition=~Q(state="verified") & ~Q(origin_key=""),
                name="one_action_item_of_an_origin",
            ),
            models.UniqueConstraint(
                "coalition",
                "school",
                Lower("what"),
                condition=~Q(state="verified") & Q(origin_key=""),
                nulls_distinct=False,
                name="one_action_item_of_these_words",
            ),
        ]
        indexes = [
            searchable("what", "why", name="action_items_searched"),
            models.Index(
                fields=["coalition", "state", "due_on", "id"], name="action_items_of_coalition"
            ),
            models.Index(
                fields=["owner"], condition=Q(state="open"), name="action_items_of_an_owner"
            ),
            models.Index(
                fields=["owner_seat"], condition=Q(state="open"), name="action_items_of_a_seat"
            ),
            models.Index(
                fields=["coalition"], condition=Q(state="done"), name="action_items_to_verify"
            ),
            models.Index(
                fields=["comes_back_on"],
                condition=Q(state="risk_accepted"),
                name="action_items_coming_back",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="action_items_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def owned_by(self) -> str:
        """Who owns it, in words: a name, or whose seat it is."""
        return (
            f"whoever holds the seat {self.owner_seat}" if self.owner_seat_id else str(self.owner)
        )


class ItemEvidence(models.Model):
    """What shows that an item was done: words, a file, a work order's number, what it cost.

    Never changed, never taken away.
    """

    item = models.ForeignKey(ActionItem, on_delete=models.PROTECT, related_name="evidence")
    words = models.CharField(max_length=1000, blank=True)
    work_order = models.CharField(max_length=60, blank=True)
    # In dollars.
    cost = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    file = models.FileField(upload_to="evidence/", blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") | ~Q(work_order="") | Q(cost__isnull=False) | ~Q(file=""),
                name="evidence_shows_something",
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0), name="evidence_costs_no_less"
            ),
            models.CheckConstraint(
                condition=Q(file="", file_sha256="") | (~Q(file="") & ~Q(file_sha256="")),
                name="evidence_file_by_its_hash",
            ),
        ]
        indexes = [models.Index(fields=["item", "id"], name="evidence_of_an_item")]
        triggers = [
            pgtrigger.Protect(name="evidence_stays", operation=pgtrigger.Update | pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"Evidence of {self.item}"
