"""Fetching is authorising: what an address names, from what the account may see; strangers get 404."""

from django.shortcuts import get_object_or_404

from plans.models import Edition, Plan


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
    present = edition.sections.filter(removed_at__isnull=True).select_related("saved_by")
    return get_object_or_404(present, pk=section)
