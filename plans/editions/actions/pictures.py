"""A picture joins a plan, known by the SHA-256 of its bytes.

The same picture again is the same row.
"""

from plans.editions.models.picture import Picture
from plans.editions.models.plan import Plan
from plans.editions.policies import can_edit
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.files.uploads import all_or_nothing


def keep_picture(*, plan, upload, by):
    """Store `upload` (of core.files.uploads) as a picture of the plan.

    Returns the Picture, the old one if it is there.
    """
    require(can_edit(by, plan))
    with all_or_nothing() as store:
        Plan.objects.select_for_update(no_key=True, of=["self"]).get(pk=plan.pk)
        known = Picture.objects.filter(plan=plan, sha256=upload.sha256).first()
        if known:
            return known
        kind = upload.content_type
        picture = Picture(
            plan=plan,
            sha256=upload.sha256,
            content_type=kind,
            width=upload.width,
            height=upload.height,
        )
        store(picture.file, upload.as_file())
        picture.save()
        record(
            by=by,
            action="picture.added",
            subject=picture,
            scope=plan.coalition_id,
            bytes=len(upload.content),
        )
        return picture
