"""One version of the whole plan. Frozen, it cannot change any more: triggers refuse."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.access import roles
from coalitions.access.filters import any_of, by_coalition
from coalitions.access.grants import Access, access_of
from coalitions.access.roles import Group
from coalitions.coalition.models import DISTANT
from plans.editions.lifecycle import EDITABLE, EDITION_MOVES, FROZEN, IN_WORK, EditionStatus
from plans.editions.models.plan import Plan
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import never_emptied, together
from safety_portal.core.database.kept_queries import ListSlot

PUBLISHED = (EditionStatus.IN_FORCE, EditionStatus.SUPERSEDED, EditionStatus.RETIRED)
# What a frozen edition is known by; none of it changes while it stays frozen.
FIXED = (
    "content_hash",
    "facts",
    "serialiser_version",
    "frozen_at",
    "frozen_by_id",
    "number",
    "plan_id",
)
MOVES_ALLOWED = ", ".join(
    f"'{old} {new}'" for old, olds in EDITION_MOVES.items() for new in sorted(olds)
)
MOVES_ONLY = f"""
    IF NOT (OLD.status || ' ' || NEW.status) IN ({MOVES_ALLOWED}) THEN
        RAISE EXCEPTION 'pgtrigger: edition % cannot become % from %', OLD.id, NEW.status, OLD.status;
    END IF;
    IF NEW.status = 'in_review' AND EXISTS (
        SELECT 1 FROM plans_signature WHERE edition_id = NEW.id AND state <> 'voided'
    ) THEN
        RAISE EXCEPTION 'pgtrigger: edition % has signatures that are not voided', OLD.id;
    END IF;
    IF NEW.status = 'in_review' AND EXISTS (
        SELECT 1 FROM plans_approval WHERE edition_id = NEW.id AND voided_at IS NULL
    ) THEN
        RAISE EXCEPTION 'pgtrigger: edition % has votes that are not voided', OLD.id;
    END IF;
    RETURN NEW;
"""  # noqa: S608  made of our own table of moves
# What a coalition is asked to review, and whether anything is in force there at all: kept on the
# coalition's own row.
KEEP_REVIEW_DUE = f"""
    UPDATE coalitions_coalition coalition SET review_due_on = (
        SELECT MIN(COALESCE(edition.review_due_on, '{DISTANT}'))
        FROM plans_plan plan JOIN plans_edition edition ON edition.plan_id = plan.id AND edition.status = 'in_force'
        WHERE plan.coalition_id = coalition.id)
    WHERE coalition.id = (SELECT coalition_id FROM plans_plan WHERE id = COALESCE(NEW.plan_id, OLD.plan_id));
    RETURN NULL;
"""  # noqa: S608  a day of our own


WAS_IN_FORCE = pgtrigger.Q(old__status=EditionStatus.IN_FORCE)
IS_IN_FORCE = pgtrigger.Q(new__status=EditionStatus.IN_FORCE)


def _keeps_review_due(name, operation, is_in_force):
    """A trigger that keeps the coalition's row true after an edition that was or is in force was
    written.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        condition=is_in_force,
        func=KEEP_REVIEW_DUE,
    )


def _any_differs(fields):
    """A trigger's condition: one of the fields is not what it was."""
    condition = pgtrigger.Q()
    for field in fields:
        condition |= pgtrigger.Q(**{f"old__{field}__df": pgtrigger.F(f"new__{field}")})
    return condition


def open_to(access: Access, *, path: str = "") -> Q:
    """The condition that an edition, found at `path` ("edition"; "" for editions themselves), may
    be opened at all.

    Members of the coalition see every edition (parents and students not while it is only being
    drafted), and so do the district's administrators, officers, responders and care; everybody else
    within reach sees what is or was in force.
    """
    return opened_at(path, **opening(access))


def opening(access: Access) -> dict[str, list[int]]:
    """What `open_to` asks of an access.

    Ids of coalitions (members, community) and of districts.
    """
    members = {grant.coalition_id for grant in access.grants if grant.group != Group.COMMUNITY}
    working_down = {
        grant.district_id
        for grant in access.grants
        if not grant.of_school and grant.group in roles.READS_DOWN
    }
    return {
        "members": [*members],
        "working_down": [*working_down],
        "community": [*(access.coalition_ids - members)],
        "looking_down": [*(access.districts_down - working_down)],
        "up": [*access.districts_up],
    }


def opened_at(
    path: str,
    *,
    members: ListSlot | list[int],
    working_down: ListSlot | list[int],
    community: ListSlot | list[int],
    looking_down,
    up: ListSlot | list[int],
) -> Q:
    """The condition that what is `opening` opens an edition, found at `path`.

    Of a query that is kept, what will be given.
    """
    to = f"{path}__" if path else ""
    coalition = f"{to}plan__coalition"
    conditions = [by_coalition(coalition, direct=members, down=working_down)]
    if community:
        conditions.append(
            by_coalition(coalition, direct=community)
            & ~Q(**{f"{to}status": EditionStatus.DRAFTING})
        )
    if looking_down or up:
        reached = by_coalition(coalition, down=looking_down, up=up)
        conditions.append(reached & Q(**{f"{to}status__in": PUBLISHED}))
    return any_of(*conditions)


class EditionQuerySet(models.QuerySet["Edition"]):
    def opened_by(self, **opening) -> Self:
        """Editions that what is `opening` opens; of a query that is kept, what will be given."""
        return self.filter(opened_at("", **opening))

    def in_force(self) -> Self:
        return self.filter(status=EditionStatus.IN_FORCE)

    def in_work(self) -> Self:
        return self.filter(status__in=IN_WORK)

    def visible_to(self, user: User) -> Self:
        """Editions the account may open at all; see `open_to`."""
        return self.filter(open_to(access_of(user)))


class Edition(models.Model):
    """At most one edition of a plan is in work, and at most one in force."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=30, choices=EditionStatus, default=EditionStatus.DRAFTING)
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Set at freezing: how the text was serialised, and the SHA-256 of that. Cleared by a thaw.
    frozen_at = models.DateTimeField(null=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    serialiser_version = models.PositiveSmallIntegerField(null=True)
    content_hash = models.CharField(max_length=64, blank=True)
    # What placeholders stood for when the text was frozen, so that a school renamed later does not
    # change what was signed.
    facts = models.JSONField(default=dict, blank=True)
    in_force_at = models.DateTimeField(null=True)
    in_force_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    review_due_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_edition_per_number"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(status__in=IN_WORK), name="one_edition_in_work"
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(status=EditionStatus.IN_FORCE),
                name="one_edition_in_force",
            ),
            models.CheckConstraint(
                condition=Q(status__in=EditionStatus.values), name="edition_status_is_known"
            ),
            together("frozen_at", "frozen_by", name="edition_frozen_at_by"),
            together("in_force_at", "in_force_by", name="edition_in_force_at_by"),
            models.CheckConstraint(
                condition=Q(status__in=EDITABLE, content_hash="")
                | (~Q(status__in=EDITABLE) & ~Q(content_hash="")),
                name="edition_has_a_fingerprint_exactly_when_frozen",
            ),
        ]
        indexes = [
            models.Index(
                fields=["review_due_on"],
                condition=Q(status=EditionStatus.IN_FORCE),
                name="editions_to_review",
            ),
        ]
        triggers = [
            _keeps_review_due(
                "review_due_of_coalition",
                pgtrigger.UpdateOf("status", "review_due_on"),
                WAS_IN_FORCE | IS_IN_FORCE,
            ),
            _keeps_review_due("review_due_when_made", pgtrigger.Insert, IS_IN_FORCE),
            _keeps_review_due("review_due_when_deleted", pgtrigger.Delete, WAS_IN_FORCE),
            pgtrigger.Protect(
                name="frozen_editions_stay",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__frozen_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="fingerprint_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__in=FROZEN, new__status__in=FROZEN)
                & _any_differs(FIXED),
            ),
            pgtrigger.Trigger(
                name="moves_follow_the_table",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__df=pgtrigger.F("new__status")),
                func=MOVES_ONLY,
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, edition {self.number}"

    @property
    def is_editable(self) -> bool:
        return self.status in EDITABLE
