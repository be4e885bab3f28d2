"""The pages of a coalition for everybody, drawn in a language."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.template.loader import render_to_string

from safety_portal.core.look.languages import Language
from safety_portal.core.web.addresses import address
from safety_portal.portal.community.composing import PublicPage
from safety_portal.portal.community.offers import TAKE_PART

# Draws one of the pages; None where a coalition has none of that name.
Draw = Callable[[PublicPage, Language], str | None]


@dataclass(frozen=True)
class Way:
    """A way to take part: what a link says, and where it leads."""

    words: str
    url: str


def in_language(name: str, language: Language) -> str:
    """The name of the address of a page in a language."""
    return f"{name}_es" if language == Language.SPANISH else name


def draw_page(page: PublicPage, language: Language) -> str:
    """The page itself."""
    offered = [offer for way_of in TAKE_PART if (offer := way_of(page.place))]
    ways = [Way(words, address(name, page.place.slug)) for words, name in offered]
    return _drawn(page, language, "page", "community_public", ways=ways)


def draw_plan(page: PublicPage, language: Language) -> str | None:
    """The public text of the plan."""
    if not any(plan.sections or plan.annexes for plan in page.plans):
        return None
    return _drawn(page, language, "plan", "community_plan")


def draw_brief(pk: int) -> Draw:
    """One of the briefs."""

    def draw(page: PublicPage, language: Language) -> str | None:
        brief = page.brief(pk)
        if brief is None:
            return None
        return _drawn(page, language, "brief", "community_brief", pk, brief=brief)

    return draw


def draw_letter(code: str) -> Draw:
    """One of the letters on file."""

    def draw(page: PublicPage, language: Language) -> str | None:
        letter = page.letter(code)
        if letter is None:
            return None
        return _drawn(
            page,
            language,
            "letter",
            "community_letter",
            code,
            title=letter.title(language),
            text=letter.filled(language, page.facts),
        )

    return draw


def fingerprint_of(page: PublicPage) -> str:
    """What an administrator saw, in both languages: published is what was looked at."""
    drawn = "".join(draw_page(page, language) for language in Language)
    return sha256(drawn.encode()).hexdigest()


def _drawn(
    page: PublicPage, language: Language, template: str, name: str, *rest: int | str, **more: object
) -> str:
    context = {
        "page": page,
        "place": page.place,
        "language": language.value,
        "other_url": address(in_language(name, language.other), page.place.slug, *rest),
        "phone": page.phone,
        "updated_on": page.updated_on,
        **more,
    }
    return render_to_string(f"portal/community/{template}.html", context)
