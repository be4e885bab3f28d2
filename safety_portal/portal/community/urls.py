"""Addresses for everybody, each also in Spanish, and those of the page's administrators."""

from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from coalitions.access.policies import is_member
from coalitions.coalition.gates import HERE, administer, of_coalition
from safety_portal.core.authority import View, anyone, gate
from safety_portal.portal.community.views import preview, public

PUBLIC = "community/<slug:coalition>/"
OWN = HERE + "community/"


def in_both(rest: str, view: View, name: str) -> tuple[URLPattern, URLPattern]:
    """The address of a page for everybody, and that of the same in Spanish."""
    open_to_all = gate(anyone, view, before_second_step=True)
    return (
        path(PUBLIC + rest, open_to_all, name=name),
        path(f"{PUBLIC}es/{rest}", open_to_all, {"language": "es"}, name=f"{name}_es"),
    )


urlpatterns = [
    path(OWN, of_coalition(is_member, preview.community), name="community"),
    path(OWN + "preview/", of_coalition(administer, preview.preview), name="community_preview"),
    path(
        OWN + "preview/es/",
        of_coalition(administer, preview.preview),
        {"language": "es"},
        name="community_preview_es",
    ),
    path(
        OWN + "publish/",
        of_coalition(administer, require_POST(preview.publish)),
        name="community_publish",
    ),
    path(
        OWN + "translations/",
        of_coalition(administer, preview.translations),
        name="community_translations",
    ),
    path(
        OWN + "translations/<str:own_text>/",
        of_coalition(administer, preview.translate),
        name="community_translate",
    ),
    # For everybody
    *in_both("", public.page, "community_public"),
    *in_both("plan/", public.plan, "community_plan"),
    *in_both("briefs/<int:brief>/", public.brief, "community_brief"),
    *in_both("letters/<slug:letter>/", public.letter, "community_letter"),
    *in_both("feed.xml", public.atom, "community_feed"),
    *in_both("meetings.ics", public.calendar, "community_calendar"),
]
