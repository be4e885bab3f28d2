"""One person's record: how they are reached, and two records of one person made one."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render

from coalitions.coalition.tabs import page_context
from coalitions.people.queries import RecordPair, people_of
from coalitions.records.actions.contacts import change_contact
from coalitions.records.actions.merging import merge_people
from coalitions.records.forms import ContactForm, MergeForm
from safety_portal.core.authority import may_each
from safety_portal.core.web.posting import done_by, posted, status_of

MOST_FOUND = 20


def page(request, template, *, form=None, **context):
    """A page of somebody's record; 422 where a form was refused."""
    here = request.subject
    context = page_context(
        request, here.coalition, "people", form=form, person=here.person, **context
    )
    return render(
        request,
        f"coalitions/records/{template}.html",
        context,
        status=status_of(form) if form else 200,
    )


def person(request, coalition, person):
    """The record: name, address, telephone, memberships, and what was merged into it."""
    record = request.subject.person
    form = ContactForm(posted(request), person=record)
    if done := done_by(form, change_contact, person=record, by=request.user):
        messages.success(request, f"The record of {done.result.name} is saved.")
        return redirect("record_of_person", coalition, record.pk)
    memberships = record.memberships.select_related("coalition", "seat").order_by(
        "-starts_on", "id"
    )
    merged = record.merged_from.select_related("merged_by").order_by("merged_at")
    return page(request, "person", form=form, held=memberships, merged=merged)


def choose(request, coalition, person):
    """Look for the other record of the same person; without a word, those called alike."""
    here, words = request.subject, request.GET.get("q", "").strip()[:80]
    record = here.person
    family = record.name.split()[-1]
    alike = (
        Q(name__icontains=words) | Q(email__iexact=words) if words else Q(name__iendswith=family)
    )
    alike_people = (
        people_of(here.coalition).filter(alike).exclude(pk=record.pk).order_by("name", "pk")
    )
    alike_people = list(alike_people.select_related("account")[: MOST_FOUND + 1])
    pairs = [RecordPair(record, here.coalition, other) for other in alike_people[:MOST_FOUND]]
    verdicts = may_each(request.user, "record_merge", pairs)
    listed = [pair.other for pair, verdict in zip(pairs, verdicts, strict=True) if verdict]
    return page(
        request, "choose", words=words, found=listed, is_more=len(alike_people) > MOST_FOUND
    )


def merge(request, coalition, person, other):
    """Both records side by side; choose what the one says, then merge."""
    kept, gone = request.subject.person, request.subject.other
    form = MergeForm(posted(request), kept=kept, other=gone)
    if done_by(form, _merge, kept=kept, gone=gone, by=request.user):
        messages.success(request, f"The two records of {kept.name} are one.")
        return redirect("record_of_person", coalition, kept.pk)
    sides = [{"person": side, "held": held_by(side)} for side in (kept, gone)]
    both = kept.account_id and gone.account_id
    return page(request, "merge", form=form, other=gone, sides=sides, both_sign_in=both)


def _merge(*, kept, gone, by, values, **chosen):
    """Merge them; of what was chosen, the form has worked out the values."""
    return merge_people(kept=kept, gone=gone, by=by, **values)


def held_by(record):
    """The memberships of a record, the latest first."""
    return record.memberships.select_related("coalition").order_by("-starts_on", "id")
