"""One person's record: how they are reached, and two records of one person made one."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render

from coalitions.coalition.tabs import page_context
from coalitions.memberships import policies
from coalitions.people.queries import people_of
from coalitions.records.actions.contacts import change_contact
from coalitions.records.actions.merging import merge_people
from coalitions.records.forms import ContactForm, MergeForm
from safety_portal.core.authority import require
from safety_portal.core.web.posting import done_by, posted, status_of

MOST_FOUND = 20


def page(request, template, person, *, form=None, **context):
    """A page of somebody's record."""
    context = page_context(request, person.coalition, "people", form=form, person=person, **context)
    return render(
        request,
        f"coalitions/records/{template}.html",
        context,
        status=status_of(form) if form else 200,
    )


def person(request, coalition, person):
    """The record: name, address, telephone, memberships, and what was merged into it."""
    record = request.subject
    form = ContactForm(posted(request), person=record)
    if done := done_by(form, change_contact, person=record, by=request.user):
        messages.success(request, f"The record of {done.result.name} is saved.")
        return redirect("person", coalition, record.pk)
    held = record.memberships.select_related("coalition", "seat").order_by("-starts_on", "id")
    merged = record.merged_from.select_related("merged_by").order_by("merged_at")
    return page(request, "person", record, form=form, held=held, merged=merged)


def choose(request, coalition, person):
    """Look for the other record of the same person; without a word, those called alike."""
    record, words = request.subject, request.GET.get("q", "").strip()[:80]
    family = record.name.split()[-1]
    alike = (
        Q(name__icontains=words) | Q(email__iexact=words) if words else Q(name__iendswith=family)
    )
    found = people_of(record.coalition).filter(alike).exclude(pk=record.pk).order_by("name", "pk")
    found = list(found.select_related("account")[: MOST_FOUND + 1])
    kept = policies.records_kept(request.user, found)
    shown = [each for each in found[:MOST_FOUND] if each.pk in kept]
    return page(
        request, "choose", record, words=words, found=shown, is_more=len(found) > MOST_FOUND
    )


def merge(request, coalition, person, other):
    """Both records side by side; choose what the one says, then merge."""
    kept, gone = request.subject, request.subject.other
    require(policies.can_keep_record(request.user, gone))
    form = MergeForm(posted(request), kept=kept, other=gone)
    if done_by(form, _merge, kept=kept, gone=gone, by=request.user):
        messages.success(request, f"The two records of {kept.name} are one.")
        return redirect("person", coalition, kept.pk)
    sides = [{"person": each, "held": held_by(each)} for each in (kept, gone)]
    both = kept.account_id and gone.account_id
    return page(request, "merge", kept, form=form, other=gone, sides=sides, both_sign_in=both)


def _merge(*, kept, gone, by, values, **chosen):
    """Merge them; of what was chosen, the form has worked out the values."""
    return merge_people(kept=kept, gone=gone, by=by, **values)


def held_by(record):
    """The memberships of a record, the latest first."""
    return record.memberships.select_related("coalition").order_by("-starts_on", "id")
