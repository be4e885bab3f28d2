"""An image of a plan, known by the SHA-256 of its bytes."""

from django.db import models

from plans.editions.models.plan import Plan


class Picture(models.Model):
    """An image in a plan's text, named in HTML as picture/<sha256>.

    Streamed only to readers of a section that shows it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="pictures")
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="pictures/")
    content_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "sha256"], name="one_picture_per_content")
        ]

    def __str__(self) -> str:
        return self.sha256[:12]
