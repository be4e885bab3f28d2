"""A brief of a coalition, and its versions, which are its history."""

from datetime import date
from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.expressions import Combinable
from django.urls import reverse

from coalitions.access.filters import any_of, by_coalition
from coalitions.access.roles import MEMBERS, PUBLIC, Role
from coalitions.briefs.lifecycle import IN_WORK, VersionState
from coalitions.briefs.models.reach import TODAY, reads, writes_in
from coalitions.briefs.text.content import BriefText
from coalitions.briefs.text.hazards import HAZARDS
from coalitions.coalition.models import Coalition
from coalitions.prevention.matrix import CHOICES, CODES, Cell, Function
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, never_emptied, together
from safety_portal.core.search.vectors import searchable

LEVELS = (PUBLIC, MEMBERS)
LONGEST_TITLE, LONGEST_QUESTION, LONGEST_RELEVANCE = 120, 300, 2000


class BriefQuerySet(models.QuerySet["Brief"]):
    def visible_to(self, user: User) -> Self:
        """Those of its coalitions, and those that the district's coalition published.

        Who writes in a coalition sees all of it; a member what was published; parents and students
        what is public and names their role or everybody.
        """
        read = BriefVersion.objects.read_by(user).values("brief")
        return self.filter(any_of(Q(coalition__in=writes_in(user)), Q(pk__in=read)))

    def of_place(self, coalition: Coalition) -> Self:
        """Those that members of a coalition read: its own, and of a school's the district's."""
        return self.filter(of_place(coalition))

    def listed(self) -> Self:
        """Those that were not retired."""
        return self.filter(retired_at__isnull=True)

    def with_versions(self) -> Self:
        """Each with its newest versions first, in one more query."""
        versions = BriefVersion.objects.order_by("-number").select_related(
            "written_by", "published_by"
        )
        return self.prefetch_related(Prefetch("versions", versions))


def of_place(coalition: Coalition) -> Q:
    """The briefs that a coalition reads, as a condition."""
    own = Q(coalition=coalition.pk)
    if not coalition.school_id:
        return own
    return own | by_coalition("coalition", up=[coalition.district_id])


class Brief(models.Model):
    """A page of a coalition; what it says are its versions.

    `code` names it in files, `position` is its place in the library. `is_starter`: it came with the
    portal. A retired one keeps its reason and is listed nowhere.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="briefs")
    code = models.CharField(max_length=60)
    position = models.PositiveIntegerField()
    is_starter = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    retired_because = models.CharField(max_length=300, blank=True)

    objects = BriefQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coalition", "code"], name="one_brief_of_a_code"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z0-9_.-]+$"), name="brief_code_is_plain"
            ),
            together("retired_at", "retired_by", name="brief_retired_at_by"),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True, retired_because="")
                | (Q(retired_at__isnull=False) & ~Q(retired_because="")),
                name="brief_retired_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["coalition", "position", "id"], name="library_of_briefs")]
        triggers = [
            pgtrigger.Protect(name="briefs_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("brief", args=[self.coalition.slug, self.pk])


class BriefVersionQuerySet(models.QuerySet["BriefVersion"]):
    def published(self, on: date | Combinable) -> Self:
        """The version of each brief that is read on a day: the newest that was published for it."""
        newer = BriefVersion.objects.filter(
            brief=models.OuterRef("brief"),
            number__gt=models.OuterRef("number"),
            state=VersionState.PUBLISHED,
            publish_on__lte=on,
        )
        return self.filter(~models.Exists(newer), state=VersionState.PUBLISHED, publish_on__lte=on)

    def read_by(self, user: User) -> Self:
        """The published versions that the account reads today, of briefs that are retired, too."""
        return self.published(TODAY).filter(reads(user))

    def visible_to(self, user: User) -> Self:
        """What is read today, and to who writes there every version."""
        read = BriefVersion.objects.read_by(user).values("pk")
        return self.filter(any_of(Q(brief__coalition__in=writes_in(user)), Q(pk__in=read)))


class BriefVersion(models.Model):
    """What a brief said from a day on, or what somebody proposes that it says next.

    `written_by` wrote the last words, `published_by` said at `decided_at` that they are read; null
    where they came with the portal or by its operator.
    `publish_on` is the first day on which a published one is read.
    """

    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=VersionState, default=VersionState.DRAFT)
    title = models.CharField(max_length=LONGEST_TITLE)
    cells = ArrayField(models.CharField(max_length=60, choices=CHOICES))
    primary_cell = models.CharField(max_length=60, choices=CHOICES)
    audience = ArrayField(models.CharField(max_length=30, choices=Role), default=list, blank=True)
    hazards = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    context = models.TextField()
    sources = models.JSONField(default=list, blank=True)
    relevance = models.TextField()
    techniques = models.TextField()
    function = models.CharField(max_length=30, choices=Function)
    question = models.CharField(max_length=LONGEST_QUESTION)
    sensitivity = models.CharField(
        max_length=20, choices=[(PUBLIC, "Public"), (MEMBERS, "Members")]
    )
    # Counts saves, so that one does not write over another.
    saves = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sent_back_at = models.DateTimeField(null=True)
    sent_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sent_back_because = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    publish_on = models.DateField(null=True)

    objects = BriefVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brief", "number"], name="one_version_of_a_number"),
            models.UniqueConstraint(
                fields=["brief"], condition=Q(state__in=IN_WORK), name="one_version_in_work"
            ),
            known("state", VersionState, name="brief_version_state_is_known"),
            known("sensitivity", LEVELS, name="brief_sensitivity_is_known"),
            known("primary_cell", CODES, name="brief_cell_is_known"),
            known("function", Function, name="brief_function_is_known"),
            models.CheckConstraint(
                condition=Q(cells__contained_by=list(CODES), cells__len__range=(1, len(CODES)))
                & Q(cells__contains=[F("primary_cell")]),
                name="brief_marks_cells_one_of_them_first",
            ),
            models.CheckConstraint(
                condition=Q(audience__contained_by=list(Role.values)),
                name="brief_audience_is_of_roles",
            ),
            models.CheckConstraint(
                condition=Q(hazards__contained_by=list(HAZARDS)), name="brief_hazards_are_known"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(question=""), name="brief_has_title_and_question"
            ),
            models.CheckConstraint(
                condition=Q(
                    state=VersionState.PUBLISHED,
                    decided_at__isnull=False,
                    publish_on__isnull=False,
                )
                | (
                    Q(decided_at__isnull=True, published_by__isnull=True, publish_on__isnull=True)
                    & ~Q(state=VersionState.PUBLISHED)
                ),
                name="brief_published_on_a_day",
            ),
            # Another administrator publishes it than wrote it.
            models.CheckConstraint(
                condition=Q(published_by__isnull=True)
                | Q(written_by__isnull=True)
                | ~Q(published_by=F("written_by")),
                name="brief_published_by_another",
            ),
            together("sent_back_at", "sent_back_by", name="brief_sent_back_at_by"),
            models.CheckConstraint(
                condition=Q(sent_back_at__isnull=True, sent_back_because="")
                | (Q(sent_back_at__isnull=False) & ~Q(sent_back_because="")),
                name="brief_sent_back_with_a_reason",
            ),
        ]
        indexes = [
            searchable(
                "title", "context", "relevance", "techniques", "question", name="briefs_searched"
            ),
            models.Index(
                fields=["brief", "-number"],
                condition=Q(state=VersionState.PUBLISHED),
                name="published_versions",
            ),
            GinIndex(fields=["cells"], name="briefs_by_cell"),
        ]
        triggers = [
            pgtrigger.Protect(name="versions_are_kept", operation=pgtrigger.Delete),
            # What was published is history: nobody writes over it.
            pgtrigger.Protect(
                name="published_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state=VersionState.PUBLISHED),
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def coalition(self) -> Coalition:
        """Whose brief it is of."""
        return self.brief.coalition

    @property
    def cell(self) -> Cell:
        """The first of its places in the matrix."""
        return Cell.of(self.primary_cell)

    @property
    def text(self) -> BriefText:
        """What it says."""
        return BriefText(
            title=self.title,
            cells=tuple(self.cells),
            primary_cell=self.primary_cell,
            audience=tuple(self.audience),
            hazards=tuple(self.hazards),
            context=self.context,
            sources=tuple(self.sources),
            relevance=self.relevance,
            techniques=self.techniques,
            function=self.function,
            question=self.question,
            sensitivity=self.sensitivity,
        )

    def is_read_on(self, day: date) -> bool:
        """Whether its day has come."""
        return self.publish_on is not None and self.publish_on <= day
