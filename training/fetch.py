"""Fetching is authorising: what an address names, from what the account may see; strangers get 404."""

from django.shortcuts import get_object_or_404

from training.models import TrainingRecord


def fetch_record(user, *, coalition, record, **rest):
    """The record of the address with person, course and coalition, or Http404."""
    visible = TrainingRecord.objects.visible_to(user).select_related(
        "person", "course", "coalition__district", "coalition__school", "entered_by", "decided_by"
    )
    return get_object_or_404(visible, pk=record, coalition__slug=coalition)
