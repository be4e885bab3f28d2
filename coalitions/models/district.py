"""A school district: the tenant. People and agencies are kept per district."""

from django.db import models

from coalitions.models.place import Place, PlaceStatus
from safety_portal.constraints import known


class District(Place):
    """One local education agency, as its state and NCES number it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state", "state_id"], name="one_district_per_state_id"),
            known("status", PlaceStatus, name="district_status_is_known"),
            models.CheckConstraint(
                condition=models.Q(nces_id__isnull=False) | models.Q(state_id__isnull=False),
                name="district_has_an_identifier",
            ),
        ]
