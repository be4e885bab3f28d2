"""Fetching is authorising: what an address names, from what the account may see; strangers get 404."""

from django.shortcuts import get_object_or_404

from plans.models import Approval, Comment, Edition, Plan, Reviewer, Signature, Suggestion, WordFile


def fetch_plan(user, *, coalition, plan, **rest):
    """The plan of the address, with its coalition, or Http404."""
    visible = Plan.objects.visible_to(user).select_related("coalition__district", "coalition__school")
    return get_object_or_404(visible, pk=plan, coalition__slug=coalition)


def fetch_edition(user, *, coalition, plan, edition, **rest):
    """The edition of the address (by its number), with plan and coalition, or Http404."""
    visible = Edition.objects.visible_to(user).select_related("plan__coalition__district", "plan__coalition__school")
    return get_object_or_404(visible, number=edition, plan_id=plan, plan__coalition__slug=coalition)


def fetch_section(user, *, section, **where):
    """The section of the address, with its edition, plan and coalition, or Http404. Whether its text may be read is not asked."""
    edition = fetch_edition(user, **where)
    present = edition.sections.filter(removed_at__isnull=True).select_related("saved_by", "not_needed_by")
    return get_object_or_404(present, pk=section)


def fetch_reviewer(user, *, reviewer, **where):
    """The reviewer of the address, with round and edition, or Http404."""
    edition = fetch_edition(user, **where)
    rows = Reviewer.objects.filter(round__edition=edition).select_related("round__closed_by", "membership__person")
    found = get_object_or_404(rows, pk=reviewer)
    found.round.edition = edition
    return found


def fetch_signature(user, *, signature, **where):
    """The signature of the address, with its edition, or Http404."""
    edition = fetch_edition(user, **where)
    rows = Signature.objects.filter(edition=edition).select_related(
        "membership__person__account", "membership__agency", "seat", "decided_by", "answered_by", "voided_by"
    )
    found = get_object_or_404(rows, pk=signature)
    found.edition = edition
    return found


def fetch_approval(user, *, approval, **where):
    """The vote of the address, with its edition, or Http404."""
    edition = fetch_edition(user, **where)
    rows = Approval.objects.filter(edition=edition).select_related("recorded_by", "voided_by", "minutes_added_by")
    found = get_object_or_404(rows, pk=approval)
    found.edition = edition
    return found


def fetch_comment(user, *, comment, **where):
    """The comment of the address, on a section whose text the account may read, or Http404."""
    return _said(user, Comment, comment, **where)


def fetch_suggestion(user, *, suggestion, **where):
    """The suggestion of the address, for a section whose text the account may read, or Http404."""
    return _said(user, Suggestion, suggestion, **where)


def _said(user, model, pk, **where):
    edition = fetch_edition(user, **where)
    rows = model.objects.visible_to(user).filter(section__edition=edition)
    found = get_object_or_404(rows.select_related("section", "membership__person", "made_by"), pk=pk)
    found.section.edition = edition
    return found


def fetch_word_file(user, *, coalition, file, **rest):
    """The Word file of the address that the account brought itself, with its coalition, or Http404."""
    visible = (
        WordFile.objects.visible_to(user).select_related("coalition__district", "coalition__school").defer("content")
    )
    return get_object_or_404(visible, pk=file, coalition__slug=coalition)
