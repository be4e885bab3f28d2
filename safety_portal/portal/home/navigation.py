"""What every page needs around it: where the reader is, where they may go, and as whom they look.

One row per group of roles, as the design draws it, of the parts that exist. A person with several
roles gets the union in the administrator's order.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter

from django.conf import settings
from django.urls import reverse

from coalitions.access.current_coalition import current_slug
from coalitions.access.grants import access_of
from coalitions.access.roles import GROUP_OF, Group, Role
from coalitions.coalition.models import Coalition
from safety_portal.core.authority import may
from safety_portal.portal.second_step import is_outside


@dataclass(frozen=True)
class NavigationItem:
    """One entry.

    Its word, the URL name it leads to, its icon, and the beginnings of URL names that belong to it.
    """

    label: str
    name: str
    icon: str
    belongs: tuple


HOME = NavigationItem("Home", "home", "house", ("home", "responder"))
PROTOCOLS = NavigationItem("Protocols", "protocols", "shield-check", ("protocols",))
PLANS = NavigationItem(
    "Plans",
    "workspace_plans",
    "file-earmark-text",
    (
        *("workspace", "edition", "writing", "comment", "review", "approval", "signing"),
        *("protocol_", "word_in", "book"),
    ),
)
# The same to parents and students, who read one edition of it.
THE_PLAN = replace(PLANS, label="The plan")
TO_SIGN = NavigationItem(
    "To sign", "signing_to_sign", "pencil", ("signing_to_sign", "signing_batch")
)
# The thumb bar has room for one word.
SIGN = replace(TO_SIGN, label="Sign")
SITES_OPEN = ("assessment", "finding", "closed_loop", "loop", "printed_report")
SITES = NavigationItem("Sites", "finding_overview", "geo-alt", SITES_OPEN)
RISKS = NavigationItem("Risks", "risks", "exclamation-triangle", ("risk",))
TRAINING = NavigationItem("Training", "record_own", "mortarboard", ("record", "transcript"))
LOG = NavigationItem("Log", "record_log", "clipboard-check", ("record_log",))
DRILLS = NavigationItem("Drills", "drills", "stopwatch", ("drill",))
PREVENTION = NavigationItem(
    "Prevention", "briefs", "lightbulb", ("brief", "program", "coverage", "champion")
)
# The thumb bar has room for one word.
BRIEFS = replace(PREVENTION, label="Briefs")
COALITION = NavigationItem(
    "Coalition",
    "membership_people",
    "people",
    (
        *("coalition_schools", "coalition_changes", "coalition_settings", "seat", "agenc"),
        *("agreement", "contact", "reunification", "public_records", "records_packet"),
        *("calendar", "duty_fact", "community", "opening", "official"),
        *("membership_people", "membership_seats", "membership_agencies", "membership_change"),
        *("membership_end", "membership_leave", "membership_designat", "invit"),
        *("directory_import", "roster", "record_of_person", "record_merge"),
        *("ledger", "year_rollover", "action_item", "required_change"),
        *("meeting", "agenda", "brief", "program", "coverage", "bulletin", "champion", "risk"),
    ),
)
BULLETINS = NavigationItem("Bulletins", "bulletins", "megaphone", ("bulletin",))
MENU = NavigationItem("Menu", "home_menu", "list", ("home_menu",))

# As the administrator's navigation orders them.
ORDER = (
    *(HOME, PROTOCOLS, PLANS, THE_PLAN, TO_SIGN),
    *(RISKS, SITES, TRAINING, DRILLS, PREVENTION, BULLETINS, COALITION),
)
NAV = {
    Group.ADMINISTRATOR: (HOME, PLANS, RISKS, SITES, TRAINING, DRILLS, PREVENTION, COALITION),
    Group.OFFICERS: (HOME, PLANS, SITES, TRAINING, DRILLS, PREVENTION, COALITION),
    Group.RESPONDERS: (HOME, PLANS, TO_SIGN, SITES, DRILLS, BULLETINS, COALITION),
    Group.CARE: (HOME, PROTOCOLS, PLANS, TRAINING, DRILLS, PREVENTION, COALITION),
    Group.SCHOOL: (HOME, PROTOCOLS, PLANS, TRAINING, DRILLS, PREVENTION, COALITION),
    Group.OFFICIAL: (HOME, PLANS, TO_SIGN, DRILLS, COALITION),
    Group.COMMUNITY: (HOME, THE_PLAN, DRILLS, PREVENTION, COALITION),
}
THUMB = {
    Group.ADMINISTRATOR: (HOME, PLANS, TRAINING, COALITION, MENU),
    Group.OFFICERS: (HOME, PLANS, LOG, DRILLS, MENU),
    Group.RESPONDERS: (HOME, PLANS, SIGN, SITES, MENU),
    Group.CARE: (HOME, PROTOCOLS, TRAINING, BRIEFS, MENU),
    Group.SCHOOL: (HOME, PROTOCOLS, TRAINING, BRIEFS, MENU),
    Group.OFFICIAL: (HOME, PLANS, SIGN, COALITION, MENU),
    Group.COMMUNITY: (HOME, THE_PLAN, PREVENTION, COALITION, MENU),
}
WITHOUT_COALITION = frozenset({HOME, MENU})
# In a coalition that the reader's rights only reach into (a school of the district, the district of
# the school): its plans, sites and drills.
REACHED = (HOME, PLANS, SITES, DRILLS, MENU)


def current_coalition(request):
    """The coalition this page is about.

    The one of the address, else the one chosen last, else the first of mine.
    """
    if not hasattr(request, "_coalition"):
        mine = access_of(request.user).coalitions
        match = request.resolver_match
        slug = (match.kwargs.get("coalition") if match else None) or current_slug(request)
        # What the gate fetched is known already.
        known = [*mine, subject] if isinstance(subject := _subject(request), Coalition) else mine
        coalition_named = next((coalition for coalition in known if coalition.slug == slug), None)
        if coalition_named is None and slug:
            coalition_named = Coalition.objects.visible_to(request.user).filter(slug=slug).first()
        request._coalition = coalition_named or (mine[0] if mine else None)
    return request._coalition


def _subject(request):
    """What the gate of the address fetched; None where it fetches nothing, or refused before."""
    return getattr(request, "subject", None)


def navigation(request):
    """Context processor.

    Coalition, coalitions, nav, thumb, role_label, view_as, demo, portal_version, mail_to_files.

    Of these only demo and portal_version for who is not signed in.
    """
    demo = {"mail_url": reverse("notice_sent_mail")} if settings.DEMO else None
    everybody = {"demo": demo, "portal_version": settings.PORTAL_VERSION}
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return everybody
    coalition, access = current_coalition(request), access_of(request.user)
    roles = [grant.role for grant in access.grants_in(coalition)] if coalition else []
    # Where one's rights only reach into, the bar says the role they come from.
    roles_shown = roles or [grant.role for grant in access.grants]
    return {
        **everybody,
        "mail_to_files": _is_told_of_files(request.user, access),
        "coalition": coalition,
        "coalitions": access.coalitions,
        "nav": _entries(request, coalition, roles, NAV),
        "thumb": _entries(request, coalition, roles, THUMB),
        "role_label": ", ".join(dict.fromkeys(Role(role).label for role in roles_shown[:2])),
        "view_as": Role(access.view_as).label if access.view_as else None,
    }


def _is_told_of_files(user, access):
    """Whether mail reaches nobody, and the reader is one who can see to that.

    An administrator, or the operator.
    """
    if settings.DEMO or not settings.MAIL_TO_FILES:
        return False
    return user.is_superuser or any(grant.role == Role.ADMINISTRATOR for grant in access.grants)


def _entries(request, coalition, roles, table):
    if is_outside(request):
        return []
    groups = {GROUP_OF[role] for role in roles}
    if not groups:
        wanted = REACHED if coalition else (HOME, MENU)
    elif table is THUMB:
        # One thumb bar: the one of the first role in the order of the roles' table.
        wanted = next(THUMB[group] for group in THUMB if group in groups)
    else:
        wanted = [place for place in ORDER if any(place in NAV[group] for group in groups)]
        # Who is more than parent or student finds the same plans under the members' word.
        wanted = [place for place in wanted if place != THE_PLAN or PLANS not in wanted]
    wanted = [place for place in wanted if _is_open(request.user, place, coalition)]
    here = request.resolver_match.url_name if request.resolver_match else ""
    current = current_place(wanted, here)
    return [_entry(place, coalition, is_current=place is current) for place in wanted]


def _is_open(user, place, coalition):
    """Whether the gate of a place lets the reader in: who only looks as a role logs nothing."""
    return bool(may(user, place.name, None if place in WITHOUT_COALITION else coalition))


def current_place(places, here):
    """The place that the address of the name `here` belongs to.

    Its own, else the one that says most of it; None for none.
    """
    fitting = [
        (len(start), place)
        for place in places
        for start in (place.name, *place.belongs)
        if here.startswith(start)
    ]
    return max(fitting, key=itemgetter(0))[1] if here and fitting else None


def _entry(place, coalition, *, is_current):
    url = _address(place.name, None if place in WITHOUT_COALITION else coalition.slug)
    return {"label": place.label, "url": url, "icon": place.icon, "is_current": is_current}


@lru_cache(maxsize=4096)
def _address(name, slug):
    """Where a place is; kept, because every page of the portal shows fifteen of them."""
    return reverse(name, args=[slug] if slug else [])
