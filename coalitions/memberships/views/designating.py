"""Naming who signs for the holder of a seat, and ending that."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.coalition.tabs import page_context
from coalitions.memberships.actions import designating
from coalitions.memberships.forms import DesignationForm
from coalitions.memberships.queries import candidates, has_seat_that_signs
from safety_portal.core.authority import may
from safety_portal.core.look.wording import full_day
from safety_portal.core.web.posting import done_by, posted, status_of


def designate(request, coalition, membership):
    """Who signs for the holder now, with the way to end it; or the form that names somebody."""
    holder, today = request.subject, timezone.localdate()
    form = DesignationForm(posted(request), candidates=candidates(holder, on=today))
    if done := done_by(form, designating.designate, holder=holder, by=request.user):
        made = done.result
        until = full_day(made.last_on)
        messages.success(
            request,
            f"{made.designee.person} may sign for {holder.person} through {until}. Both are told.",
        )
        return redirect("membership_designate", coalition, membership)
    current = holder.designations.current(today).select_related("designee__person", "named_by")
    context = page_context(
        request,
        holder.coalition,
        "seats",
        form=form,
        membership=holder,
        designation=current.first(),
    )
    context |= {
        "is_own": holder.person.account_id == request.user.pk,
        "signs": has_seat_that_signs(holder),
    }
    return render(
        request,
        "coalitions/memberships/designation.html",
        context,
        status=status_of(form),
    )


def end(request, coalition, designation):
    """The page that names both and what ending means, then the end."""
    designation = request.subject
    if request.method == "POST":
        designating.end_designation(designation=designation, by=request.user)
        messages.success(
            request,
            f"{designation.designee.person} does not sign for {designation.holder.person} now.",
        )
        if may(request.user, "membership_designate", designation.holder):
            return redirect("membership_designate", coalition, designation.holder_id)
        return redirect("membership_account")
    context = {"coalition": designation.holder.coalition, "designation": designation}
    return render(request, "coalitions/memberships/designation_end.html", context)
