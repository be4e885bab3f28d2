"""Home for every role: what is mine first, soonest first; then what the role came for."""

from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.access.roles import Group
from coalitions.coalition.tabs import tabs_of
from plans.editions.lifecycle import EditionStatus
from plans.editions.policies import can_see_drafts
from plans.protocols import progress
from plans.protocols.queries import protocols_for
from safety_portal.core.authority import may
from safety_portal.core.web.addresses import address
from safety_portal.portal.home import first_day, parts
from safety_portal.portal.home.heading import heading_of
from safety_portal.portal.home.navigation import COALITION, current_coalition
from safety_portal.portal.home.offers import offered
from safety_portal.portal.home.yours import yours, yours_and_behind
from safety_portal.portal.reminders.obligations import COUNTED, KINDS

# Who sees on the home page of a district's coalition where each of its schools stands.
LOOK_AT_SCHOOLS = frozenset({Group.ADMINISTRATOR, Group.OFFICERS, Group.RESPONDERS, Group.OFFICIAL})


def home(request):
    """The page after signing in.

    Which parts it has is decided by the groups held in the current coalition.
    """
    if not request.user.is_authenticated:
        return redirect("account_login")
    coalition, on = current_coalition(request), timezone.localdate()
    if coalition is None:
        return render(request, "portal/home/nowhere.html", {"label_day": on})
    groups = access_of(request.user).groups_in(coalition)
    context = {
        "label_day": on,
        "today": on,
        **_owed(groups, coalition, request.user, on),
        **_parts_for(groups, coalition, request.user, on),
    }
    return render(request, "portal/home/home.html", context | _first(context))


def _first(context):
    """The h1; to parents and students what it says of the next meeting stands in no row besides."""
    mine, meeting = context["yours"], context["offered"].next_meeting
    if not (context["is_community"] and meeting and meeting.is_unanswered):
        return {"heading": mine.heading(context.get("first_steps", ()))}
    mine = mine.without(meeting.owed)
    return {"yours": mine, "heading": heading_of(meeting.day, mine), "begins_with_meeting": True}


def _owed(groups, coalition, user, on):
    """What I owe, and to an administrator who is behind."""
    if Group.ADMINISTRATOR not in groups:
        return {"yours": yours(user, on=on)}
    mine, count, late = yours_and_behind(user, coalition, on=on)
    return {"yours": mine, "behind_count": count, "behind": late, "behind_most": COUNTED}


def _parts_for(groups, coalition, user, on):
    """Only the parts that somebody of these groups came for.

    Each asks the database once or twice.
    """
    coalitions, more = _schools(groups, coalition, user)
    offers = offered(coalition, user, schools=coalitions, on=on, now=timezone.now())
    found = _plans(groups, coalition, user, coalitions, offers.at_schools, on)
    found |= {"more_schools": more, "offered": offers}
    has_plan_in_force = any(row.edition.status == EditionStatus.IN_FORCE for row in found["plans"])
    if Group.ADMINISTRATOR in groups and not has_plan_in_force:
        found["first_steps"] = first_day.steps(
            coalition, user, has_plan=bool(found["plans"]), on=on
        )
    if groups & {Group.ADMINISTRATOR, Group.COMMUNITY}:
        found["filled"], found["vacant"] = parts.seats(coalition, on=on)
        found["seat_count"] = len(found["filled"]) + len(found["vacant"])
    if groups & {Group.CARE, Group.SCHOOL, Group.OFFICERS}:
        found["protocols"] = protocols_for(user, coalition)
    if groups & {Group.CARE, Group.SCHOOL}:
        found["people_to_know"] = parts.people_to_know(coalition, user, on=on)
    if groups & {Group.CARE, Group.SCHOOL, Group.OFFICERS, Group.ADMINISTRATOR, Group.RESPONDERS}:
        found["hours"], found["expiring"] = parts.training(coalition, user, on=on)
    found["is_officer"] = Group.OFFICERS in groups
    found["is_official"] = Group.OFFICIAL in groups
    found["is_community"] = groups == {Group.COMMUNITY}
    return found


def _schools(groups, coalition, user):
    """(the schools' coalitions of a district for whoever answers for them, whether there are more).

    One query, none for who does not.
    """
    if not groups & LOOK_AT_SCHOOLS or coalition.school_id:
        return [], False
    return parts.schools(coalition.district_id, user, by_need=Group.RESPONDERS not in groups)


def _plans(groups, coalition, user, coalitions, at_schools, on):
    """The plans of the coalition, and where those of the schools' `coalitions` stand."""
    plans, stands = parts.plans(coalition, user, schools=coalitions)
    sees_reading = bool(coalitions) and Group.ADMINISTRATOR in groups
    read = progress.count_reading([each.pk for each in coalitions] if sees_reading else (), on=on)
    rows = [
        _school(user, each, stands[each.pk], read, at_schools.get(each.pk, {}))
        for each in coalitions
    ]
    return {
        "plans": plans,
        "answer_for" if Group.RESPONDERS in groups else "schools": rows,
        "sees_work": any(row.shows_work for row in rows),
        "sees_reading": sees_reading,
        "sees_findings": bool(may(user, "finding_overview", coalition)),
    }


def _school(user, coalition, stands, read, offers):
    shows_work = bool(can_see_drafts(user, coalition))
    asked, has_read = read.get(coalition.pk, (0, 0))
    return parts.SchoolRow(coalition, *stands, shows_work, asked, has_read, offers)


def mine(request):
    """Everything I owe, in every coalition, soonest first."""
    everything = yours(request.user, on=timezone.localdate())
    return render(
        request, "portal/home/mine.html", {"owed": everything.rows, "heading": everything.heading()}
    )


def menu(request):
    """Every place I may go, as a page: what the phone's Menu opens."""
    coalition = current_coalition(request)
    tabs = tabs_of(request.user, coalition) if coalition else ()
    pages = [tab for tab in tabs if tab.url != address(COALITION.name, coalition.slug)]
    return render(request, "pages/menu.html", {"pages": pages})


def help_page(request):
    """How the portal is used, role by role."""
    return render(request, "pages/help.html", {"kinds": KINDS.values()})


def privacy(request):
    """What is kept about whom, who sees it, and for how long."""
    return render(request, "pages/privacy.html")
