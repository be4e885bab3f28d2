"""Briefs that are public and speak to families, and the programs that were chosen to be shown."""

from dataclasses import dataclass
from datetime import date

from coalitions.access.roles import PUBLIC, Role
from coalitions.briefs.models.brief import Brief, BriefVersion
from coalitions.briefs.text.content import Source
from coalitions.community.queries import programs_to_show
from coalitions.community.texts import OwnText
from safety_portal.core.look.wording import counted
from safety_portal.portal.community.parts.about import About, LeftOut, lacking

FAMILIES = frozenset({Role.PARENT.value, Role.STUDENT.value})


@dataclass(frozen=True)
class PublicBrief:
    """A brief as everybody reads it."""

    pk: int
    published_on: date
    title: OwnText
    context: OwnText
    relevance: OwnText
    techniques: OwnText
    question: OwnText
    sources: tuple[Source, ...]

    @property
    def texts(self) -> list[OwnText]:
        """Its words."""
        return [self.title, self.context, self.relevance, self.techniques, self.question]


@dataclass(frozen=True)
class PublicProgram:
    """A program that runs, and for whom it is."""

    title: OwnText
    for_whom: OwnText
    since: date

    @property
    def texts(self) -> list[OwnText]:
        """Its words."""
        return [self.title, self.for_whom]


def briefs(about: About) -> tuple[list[PublicBrief], list[LeftOut]]:
    """The public ones that are read today, the newest first. One query."""
    listed = Brief.objects.of_place(about.place).listed()
    rows = BriefVersion.objects.published(about.on).filter(brief__in=listed)
    versions = list(rows.order_by("-publish_on", "brief__position", "brief"))
    public = [each for each in versions if each.sensitivity == PUBLIC]
    shown = [each for each in public if not each.audience or FAMILIES & set(each.audience)]
    members, others = len(versions) - len(public), len(public) - len(shown)
    return [_brief(about, each) for each in shown], [
        *lacking(members, counted(members, "brief"), "For members of the coalition."),
        *lacking(others, counted(others, "public brief"), "Written for other roles than families."),
    ]


def _brief(about: About, version: BriefVersion) -> PublicBrief:
    def text(field: str, *, is_html: bool = False) -> OwnText:
        key = f"brief:{version.brief_id}:{field}"
        label = f"Brief “{version.title}”: {field}"
        return about.translator.text(key, label, getattr(version, field), is_html=is_html)

    return PublicBrief(
        pk=version.brief_id,
        published_on=version.publish_on or about.on,
        title=text("title"),
        context=text("context", is_html=True),
        relevance=text("relevance"),
        techniques=text("techniques", is_html=True),
        question=text("question"),
        sources=tuple(version.sources),
    )


def programs(about: About) -> tuple[list[PublicProgram], list[LeftOut]]:
    """Those that run and were chosen for the page. Two queries."""
    running = list(programs_to_show(about.place).order_by("title", "pk"))
    chosen = set(about.page.programs.values_list("pk", flat=True)) if about.page.pk else set()
    shown = [
        PublicProgram(
            about.translator.text(f"program:{each.pk}:title", "Program", each.title),
            about.translator.text(f"program:{each.pk}:for", "For whom", each.for_whom),
            each.started_on or about.on,
        )
        for each in running
        if each.pk in chosen
    ]
    kept = len(running) - len(shown)
    return shown, lacking(kept, counted(kept, "program"), "Nobody chose it for the page.")
