"""Who fills a role at the site, first and as an alternate."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.coalition.models import Coalition
from coalitions.people.models import Person
from coalitions.reunification.content import ROLE_CODES, role_of
from coalitions.reunification.models.site import OfSchool
from safety_portal.core.constraints import known

RANKS = (1, 2, 3)


class RoleHolderQuerySet(OfSchool["RoleHolder"]):
    """Of a school's coalition."""


class RoleHolder(models.Model):
    """`person` is the first (1), or the first or second alternate (2, 3), for `role`.

    Whoever is in no coalition of the district any more still stands here, and counts for nothing.
    Who stood here before stands in the audit rows.
    """

    coalition = models.ForeignKey(
        Coalition, on_delete=models.PROTECT, related_name="reunification_roles"
    )
    role = models.CharField(max_length=30)
    rank = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reunification_roles")
    is_from_elsewhere = models.BooleanField(default=False)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = RoleHolderQuerySet.as_manager()

    class Meta:
        ordering = ["role", "rank"]
        constraints = [
            known("role", ROLE_CODES, name="reunification_role_is_known"),
            models.CheckConstraint(condition=Q(rank__in=RANKS), name="role_holder_has_a_rank"),
            models.UniqueConstraint(
                fields=["coalition", "role", "rank"], name="one_holder_of_a_role_and_rank"
            ),
            models.UniqueConstraint(
                fields=["coalition", "role", "person"], name="one_rank_of_a_person_in_a_role"
            ),
        ]

    def __str__(self) -> str:
        role = role_of(self.role)
        return f"{role.title if role else self.role}, {self.rank}"
