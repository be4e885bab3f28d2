"""A file of schools that somebody brought.

Kept between looking and importing, then the record of what it changed.
"""

from django.db import models

from safety_portal.core.imports.pending_uploads import PendingUpload, content_until_applied


class SchoolFile(PendingUpload):
    """`content` is there until the file is imported; `mapping` is field -> column where somebody
    chose the columns.
    """

    content = models.BinaryField(null=True)
    mapping = models.JSONField(default=dict)

    class Meta:
        constraints = [content_until_applied(name="school_file_content_until_applied")]
        indexes = [
            models.Index(fields=["owner", "-uploaded_at"], name="school_files_of_an_account")
        ]
