"""The page of the turn of the school year: choose, look at what happens, do it."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.coalition.tabs import page_context
from safety_portal.core.look.wording import counted
from safety_portal.core.paging import keyset_page
from safety_portal.core.values import whole_number
from safety_portal.core.web.posting import done_by, posted, status_of
from safety_portal.portal.year_rollover.actions import turn_year
from safety_portal.portal.year_rollover.queries import due_for_review

MOST = 300
AHEAD = timedelta(days=183)
DAY = forms.DateInput(attrs={"type": "date"})


class TurnForm(forms.Form):
    """Who leaves when, whose term goes on until when, which plans begin their next edition."""

    on = forms.DateField(label="First day they are no longer members", widget=DAY)
    end = forms.ModelMultipleChoiceField(None, required=False)
    until = forms.DateField(label="First day after the next term", required=False, widget=DAY)
    carry = forms.ModelMultipleChoiceField(None, required=False)
    plans = forms.ModelMultipleChoiceField(None, required=False)

    def __init__(self, *args, members, terms, plans, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["end"].queryset, self.fields["carry"].queryset = members, terms
        self.fields["plans"].queryset = plans
        self.fields["on"].initial = today

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("on") and cleaned["on"] < self.today:
            self.add_error("on", "Choose today or a later day.")
        if cleaned.get("carry") and not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", "Say until when the terms hold.")
        if set(cleaned.get("end") or ()) & set(cleaned.get("carry") or ()):
            self.add_error(
                None,
                "Somebody is ticked both to leave and to go on. Take one of the two ticks away.",
            )
        if not self.errors and not any(cleaned.get(name) for name in ("end", "carry", "plans")):
            self.add_error(None, "Tick whom or what the rollover is about.")
        return cleaned


def rollover(request, coalition):
    """GET the choices (?role= and ?until= narrow).

    POST them to see what happens, POST again with `sure` to do it.

    POST with `leaf` shows another page of members and keeps what is ticked.
    """
    coalition, today = request.subject, timezone.localdate()
    members = coalition.memberships.current(today).filter(person__district=coalition.district_id)
    members = members.select_related("person", "seat")
    terms = members.filter(seat__isnull=False, ends_on__lte=today + 2 * AHEAD)
    plans = due_for_review(coalition, by=today + AHEAD)
    choices = {"members": members, "terms": terms, "plans": plans, "today": today}
    is_leafing = "leaf" in request.POST
    form = TurnForm(None if is_leafing else posted(request), **choices)
    if form.is_valid() and "sure" not in request.POST:
        seen = preview(form.cleaned_data)
        context = page_context(request, coalition, "people", form=form, **seen)
        return render(request, "portal/year_rollover/sure.html", context)
    if done := done_by(form, turn_year, coalition=coalition, by=request.user):
        messages.success(request, f"{in_words(done.result)}.")
        return redirect("membership_people", coalition.slug)
    if is_leafing:
        form.initial |= {name: request.POST.get(name, "") for name in ("on", "until")}
    context = page_context(
        request, coalition, "people", form=form, **choosing(request, members, terms, plans)
    )
    return render(request, "portal/year_rollover/choose.html", context, status=status_of(form))


def choosing(request, members, terms, plans) -> dict:
    """The lists to tick: members narrowed by role and by the day their term ends, a page of them.

    And what is ticked already.
    """
    role, until = request.GET.get("role", ""), request.GET.get("until", "")
    listed = members.filter(role=role) if role in Role.values else members
    try:
        listed = listed.filter(ends_on__lte=forms.DateField().clean(until)) if until else listed
    except forms.ValidationError:
        until = ""
    page = keyset_page(listed, request, by=("person__name", "id"))
    ticked = {
        name: set(map(whole_number, request.POST.getlist(name))) - {None}
        for name in ("end", "carry", "plans")
    }
    return {
        "page": page,
        "elsewhere": sorted(ticked["end"].difference(member.pk for member in page)),
        "terms": terms.order_by("ends_on", "person__name", "pk")[:MOST],
        "due": plans,
        "roles": Role.choices,
        "role": role,
        "until": until,
        "ticked": ticked,
    }


def preview(cleaned) -> dict:
    """What happens, by name."""
    counts = {
        "ended": len(cleaned["end"]),
        "carried_over": len(cleaned["carry"]),
        "editions": len(cleaned["plans"]),
    }
    return {"given": cleaned, "question": f"{in_words(counts, do=True)}?"}


def in_words(counts: dict, *, do=False) -> str:
    """ "3 memberships ended, 1 term carried over", or as what to do."""
    words = (
        (counts["ended"], "membership", "End {}", "{} ended"),
        (counts["carried_over"], "term", "carry {} over", "{} carried over"),
        (counts["editions"], "edition", "start {}", "{} started"),
    )
    parts = [
        (will if do else was).format(counted(number, noun))
        for number, noun, will, was in words
        if number
    ]
    sentence = ", ".join(parts)
    return sentence[:1].upper() + sentence[1:]
