"""Home for every role: what is mine first, soonest first; then what the role came for."""

from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.access.roles import Group
from coalitions.agreements.queries import assignments_of_account
from plans.editions.lifecycle import EditionStatus
from plans.editions.policies import can_see_drafts
from plans.protocols import progress
from plans.protocols.queries import protocols_for
from safety_portal.portal.home import first_day, parts
from safety_portal.portal.home.navigation import current_coalition
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
    context["heading"] = context["yours"].heading(context.get("first_steps", ()))
    return render(request, "portal/home/home.html", context)


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
    found = _plans(groups, coalition, user, on)
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
    if Group.OFFICERS in groups:
        found["assignments"] = assignments_of_account(user, on=on)
    found["is_community"] = groups == {Group.COMMUNITY}
    return found


def _plans(groups, coalition, user, on):
    """The plans of the coalition; of a district's, where those of its schools stand, for whoever
    answers for them.
    """
    looks_at_schools = groups & LOOK_AT_SCHOOLS and not coalition.school_id
    answers_for, coalitions, more = Group.RESPONDERS in groups, [], False
    if looks_at_schools:
        coalitions, more = parts.schools(coalition.district_id, user, by_need=not answers_for)
    plans, stands = parts.plans(coalition, user, schools=coalitions)
    sees_reading = bool(coalitions) and Group.ADMINISTRATOR in groups
    read = progress.count_reading([each.pk for each in coalitions] if sees_reading else (), on=on)
    rows = [_school(user, each, stands[each.pk], read) for each in coalitions]
    return {
        "plans": plans,
        "answer_for" if answers_for else "schools": rows,
        "more_schools": more,
        "sees_work": any(row.shows_work for row in rows),
        "sees_reading": sees_reading,
    }


def _school(user, coalition, stands, read):
    shows_work = bool(can_see_drafts(user, coalition))
    return parts.SchoolRow(coalition, *stands, shows_work, *read.get(coalition.pk, (0, 0)))


def mine(request):
    """Everything I owe, in every coalition, soonest first."""
    everything = yours(request.user, on=timezone.localdate())
    return render(
        request, "portal/home/mine.html", {"owed": everything.rows, "heading": everything.heading()}
    )


def menu(request):
    """Every place I may go, as a page: what the phone's Menu opens."""
    return render(request, "pages/menu.html")


def help_page(request):
    """How the portal is used, role by role."""
    return render(request, "pages/help.html", {"kinds": KINDS.values()})


def privacy(request):
    """What is kept about whom, who sees it, and for how long."""
    return render(request, "pages/privacy.html")
