"""A picture joins a plan, known by the SHA-256 of its bytes; the same picture again is the same row."""

from django.db import transaction

from plans.models import Picture, Plan
from safety_portal.audit.record import record


@transaction.atomic
def keep_picture(*, plan, upload, by):
    """Store `upload` (of safety_portal.uploads) as a picture of the plan; returns the Picture, the old one if it is there."""
    Plan.objects.select_for_update(no_key=True, of=["self"]).get(pk=plan.pk)
    known = Picture.objects.filter(plan=plan, sha256=upload.sha256).first()
    if known:
        return known
    picture = Picture.objects.create(
        plan=plan,
        sha256=upload.sha256,
        file=upload.as_file(),
        content_type=upload.content_type,
        width=upload.width,
        height=upload.height,
    )
    record(by=by, action="picture.added", subject=picture, scope=plan.coalition_id, bytes=len(upload.content))
    return picture
