"""One risk: how it was weighed over the years; the forms that weigh, accept, set it aside."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.coalition.models import Coalition
from plans.risks.actions import choosing, weighing
from plans.risks.catalogue import catalogue
from plans.risks.forms import (
    AcceptForm,
    ChooseForm,
    DecideForm,
    OwnHazardForm,
    SetAsideForm,
    WeighForm,
)
from plans.risks.gaps import gaps_of
from plans.risks.models.risk import Risk
from plans.risks.models.weighing import Weighing
from plans.risks.policies import can_read_detail
from plans.risks.queries import (
    acceptances_of,
    buildings_known,
    members_who_may,
    next_to_decide,
    risks_of,
    weighings_of,
)
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import counted, full_day
from safety_portal.core.web.posting import done_by, posted, status_of

HALF_A_YEAR = timedelta(days=182)
FORM = "plans/risks/form.html"


def risk(request: GatedRequest[Risk], coalition: str, risk: int) -> HttpResponse:
    """What was decided, on which scores and why, what is missing, and each year before."""
    here, today = request.subject, timezone.localdate()
    place = here.coalition
    context = {
        "coalition": place,
        "risk": here,
        "gaps": gaps_of(request.user, place, [here], on=today).get(here.pk),
        "acceptance": acceptances_of([here.decision]).get(here.decision_id or 0),
        "weighings": weighings_of(here),
        "reads_detail": can_read_detail(request.user, place),
        "leads_to": [catalogue()[code].title for code in here.hazard.leads_to],
        "today": today,
    }
    return render(request, "plans/risks/risk.html", context)


def choose(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Choose hazards of the catalogue."""
    place = request.subject
    chosen = risks_of(request.user, place).in_use().filter(building="")
    form = ChooseForm(
        posted(request),
        hazards=list(catalogue().values()),
        chosen=set(chosen.values_list("hazard_code", flat=True)),
        buildings=buildings_known(request.user, place),
    )
    if done := done_by(form, choosing.choose_hazards, coalition=place, by=request.user):
        messages.success(
            request, f"{counted(len(done.result), 'hazard')} chosen. Decide on them one by one."
        )
        following = next_to_decide(request.user, place)
        return (
            redirect("risk_decide", place.slug, following.pk)
            if following
            else redirect("risks", place.slug)
        )
    title = "Which threats and hazards are weighed?"
    lead = "Those that could happen here. A building is weighed for itself where it differs."
    return _form(request, place, form, title=title, lead=lead, own_hazard=True)


def add_own(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """Add a hazard that the catalogue has not."""
    place = request.subject
    form = OwnHazardForm(posted(request), buildings=buildings_known(request.user, place))
    if done := done_by(form, choosing.add_own_hazard, coalition=place, by=request.user):
        messages.success(request, f"{done.result.title} is on the list.")
        return redirect("risk_decide", place.slug, done.result.pk)
    lead = "Such as a dam upstream, or a plant next door."
    return _form(request, place, form, title="Add a hazard of your own", lead=lead)


def decide(request: GatedRequest[Risk], coalition: str, risk: int) -> HttpResponse:
    """Decide on one risk; then the next one that waits."""
    here, place = request.subject, request.subject.coalition
    before = here.proposal or here.decision
    form = DecideForm(
        posted(request),
        button="Save the decision",
        before=before,
        detail=_detail_of(here),
        seen=here.decision_id,
        members=members_who_may(place, on=timezone.localdate()),
        took=_took_part(before),
    )
    if done := done_by(form, weighing.decide, risk=here, by=request.user):
        messages.success(
            request, f"{here}: decided as {done.result.get_priority_display().lower()}."
        )
        following = next_to_decide(request.user, place, after=here.pk)
        return redirect("risk_decide", place.slug, following.pk) if following else redirect(here)
    return _weigh(request, here, form, title=f"Decide: {here}", proposal=here.proposal)


def propose(request: GatedRequest[Risk], coalition: str, risk: int) -> HttpResponse:
    """Say how one would decide."""
    here, place = request.subject, request.subject.coalition
    detail = _detail_of(here) if can_read_detail(request.user, place) else None
    form = WeighForm(posted(request), button="Propose this", before=here.decision, detail=detail)
    if done_by(form, weighing.propose, risk=here, by=request.user):
        messages.success(request, "Proposed. An administrator decides.")
        return redirect(here)
    return _weigh(request, here, form, title=f"Propose: {here}")


def accept(request: GatedRequest[Risk], coalition: str, risk: int) -> HttpResponse:
    """Record who lives with it until when."""
    here, today = request.subject, timezone.localdate()
    form = AcceptForm(
        posted(request),
        members=members_who_may(here.coalition, on=today),
        seen=here.decision_id,
        until=today + HALF_A_YEAR,
    )
    if done := done_by(form, weighing.accept, risk=here, by=request.user):
        messages.success(request, f"Accepted until {full_day(done.result.ends_on)}.")
        return redirect(here)
    lead = "What is left of it after all that is done. It is asked about again before the day."
    return _form(request, here.coalition, form, title=f"Accept: {here}", lead=lead, risk=here)


def set_aside(request: GatedRequest[Risk], coalition: str, risk: int) -> HttpResponse:
    """Take it off the list, with a reason."""
    here = request.subject
    form = SetAsideForm(posted(request))
    if done_by(form, choosing.set_aside, risk=here, by=request.user):
        messages.success(request, f"{here} is set aside. Its history stays.")
        return redirect("risks", here.coalition.slug)
    lead = "It leaves the worksheet of today; past years keep it. Deciding on it brings it back."
    return _form(request, here.coalition, form, title=f"Set aside: {here}", lead=lead, risk=here)


def _detail_of(risk: Risk) -> str:
    """The restricted words that hold: those of a proposal, else those of the decision."""
    return next(
        (each.detail for each in (risk.proposal, risk.decision) if each and each.detail), ""
    )


def _took_part(weighing: Weighing | None) -> list[int]:
    """Who took part in what the form begins with."""
    if weighing is None:
        return []
    return list(weighing.took_part.values_list("membership", flat=True))


def _weigh(
    request: GatedRequest[Risk], risk: Risk, form: WeighForm, **context: object
) -> HttpResponse:
    context |= {"risk": risk, "coalition": risk.coalition, "form": form, "hazard": risk.hazard}
    context["left"] = risks_of(request.user, risk.coalition).to_decide().count()
    return render(request, "plans/risks/weigh.html", context, status=status_of(form))


def _form(
    request: GatedRequest[Coalition] | GatedRequest[Risk],
    place: Coalition,
    form: object,
    **context: object,
) -> HttpResponse:
    context |= {"coalition": place, "form": form}
    return render(request, FORM, context, status=status_of(form))
