"""Home for every role: what is mine first, soonest first; then what the role came for."""

from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.access.grants import standing_of
from coalitions.access.policies import can_administer
from coalitions.access.roles import GROUP_OF
from plans.editions.lifecycle import EditionStatus
from plans.editions.policies import can_see_drafts, can_see_signatures
from plans.protocols import progress
from plans.protocols.queries import protocols_for
from safety_portal.core.authority import Denied
from safety_portal.portal.home import first_day, parts
from safety_portal.portal.home.navigation import current_coalition
from safety_portal.portal.home.yours import yours, yours_and_behind
from safety_portal.portal.obligations import COUNTED, DEMANDS
from training.records.policies import can_log


def home(request):
    """The page after signing in.

    Which parts it has is decided by the groups held in the current coalition.
    """
    if not request.user.is_authenticated:
        return redirect("account_login")
    coalition, on = current_coalition(request), timezone.localdate()
    if coalition is None:
        return render(request, "portal/home/nowhere.html", {"label_day": on})
    groups = standing_of(request.user).groups_in(coalition)
    context = {
        "label_day": on,
        "today": on,
        **_owed(groups, coalition, request.user, on),
        "may_log": can_log(request.user, coalition),
        "may_administer": can_administer(request.user, coalition),
        **_parts_for(groups, coalition, request.user, on),
    }
    context["heading"] = context["yours"].heading(context.get("first_steps", ()))
    return render(request, "portal/home/home.html", context)


def _owed(groups, coalition, user, on):
    """What I owe, and to an administrator who is behind."""
    if "administrator" not in groups:
        return {"yours": yours(user, on=on)}
    mine, count, late = yours_and_behind(user, coalition, on=on)
    return {"yours": mine, "behind_count": count, "behind": late, "behind_most": COUNTED}


def _parts_for(groups, coalition, user, on):
    """Only the parts that somebody of these groups came for.

    Each asks the database once or twice.
    """
    found, schools = {"sees_work": False, "sees_reading": False}, []
    if not coalition.school_id and groups & {"administrator", "officers", "responders", "official"}:
        answers_for = "responders" in groups
        schools, found["more_schools"] = parts.schools(
            coalition.district_id, user, by_need=not answers_for
        )
        found["answer_for" if answers_for else "schools"] = schools
        for school in schools:
            school.shows_work = bool(can_see_drafts(user, school))
        found["sees_work"] = any(school.shows_work for school in schools)
    found["plans"] = parts.plans(coalition, user, schools=schools)
    found["may_see_signers"] = any(can_see_signatures(user, edition) for edition in found["plans"])
    if "administrator" in groups:
        if not any(edition.status == EditionStatus.IN_FORCE for edition in found["plans"]):
            found["first_steps"] = first_day.steps(
                coalition, user, has_plan=bool(found["plans"]), on=on
            )
        found["sees_reading"] = bool(schools)
        progress.count_reading(schools, on=on)
    if groups & {"administrator", "community"}:
        found["filled"], found["vacant"] = parts.seats(coalition, on=on)
        found["seat_count"] = len(found["filled"]) + len(found["vacant"])
    if groups & {"care", "school", "officers"}:
        found["protocols"] = protocols_for(user, coalition)
    if groups & {"care", "school"}:
        found["people_to_know"] = parts.people_to_know(coalition, user, on=on)
    if groups & {"care", "school", "officers", "administrator", "responders"}:
        found["hours"], found["expiring"] = parts.training(coalition, user, on=on)
    found["is_community"] = groups == {"community"}
    return found


def mine(request):
    """Everything I owe, in every coalition, soonest first."""
    everything = yours(request.user, on=timezone.localdate())
    return render(
        request, "portal/home/mine.html", {"owed": everything.rows, "heading": everything.heading()}
    )


def menu(request):
    """Every place I may go, as a page: what the phone's Menu opens."""
    coalition = current_coalition(request)
    roles = (
        [hold.role for hold in standing_of(request.user).holds_in(coalition)] if coalition else []
    )
    may_administer = can_administer(request.user, coalition) if coalition else Denied("")
    context = {"may_administer": may_administer, "groups": {GROUP_OF[role] for role in roles}}
    return render(request, "pages/menu.html", context)


def help_page(request):
    """How the portal is used, role by role."""
    return render(request, "pages/help.html", {"demands": DEMANDS.values()})


def privacy(request):
    """What is kept about whom, who sees it, and for how long."""
    return render(request, "pages/privacy.html")
