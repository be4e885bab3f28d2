"""Fetching is authorising: what an address names, from what the account may see; strangers get 404."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from training.models import TrainingFile, TrainingRecord


def fetch_record(user, *, coalition, record, **rest):
    """The record of the address with person, course and coalition, or Http404."""
    visible = TrainingRecord.objects.visible_to(user).select_related(
        "person", "course", "coalition__district", "coalition__school", "entered_by", "decided_by", "source"
    )
    return get_object_or_404(visible, pk=record, coalition__slug=coalition)


def fetch_training_file(user, *, coalition, file, **rest):
    """The reader's own transcript in the coalition of the address, waiting or brought in, or Http404.

    Without its content, which may be megabytes and is read where it is asked for.
    """
    files = TrainingFile.objects.visible_to(user, now=timezone.now()).filter(coalition__slug=coalition).defer("content")
    return get_object_or_404(
        files.select_related("coalition__district", "coalition__school", "person", "work"), pk=file
    )
