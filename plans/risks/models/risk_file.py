"""A risk worksheet that somebody looks at before it is imported."""

from django.db import models

from coalitions.coalition.models import Coalition
from safety_portal.core.imports.pending_uploads import PendingUpload, content_until_applied


class RiskFile(PendingUpload):
    """`content` is there until the file is imported; `mapping` is field -> column where somebody
    chose. Its rows are of `building`, "" for the whole site, where they name none.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="+")
    building = models.CharField(max_length=120, blank=True)
    content = models.BinaryField(null=True)
    mapping = models.JSONField(default=dict)

    class Meta:
        constraints = [content_until_applied(name="risk_file_content_until_applied")]
        indexes = [models.Index(fields=["owner", "-uploaded_at"], name="risk_files_of_an_account")]
