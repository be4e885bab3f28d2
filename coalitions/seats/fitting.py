"""Whether a role, a seat and an agency go together in a coalition."""

from coalitions.access.roles import Role
from coalitions.agencies.models import Agency
from coalitions.coalition.models import Coalition
from coalitions.seats.models import Seat
from safety_portal.core.refusals import Refused


def check_fits(
    *, coalition: Coalition, role: str, seat: Seat | None = None, agency: Agency | None = None
) -> None:
    """Raise Refused unless the seat is of the coalition and open to the role, and the agency of
    its district.
    """
    if role not in Role.values:
        raise Refused(f"“{role}” is no role.", field="role")
    if seat and seat.coalition_id != coalition.pk:
        raise Refused(f"The seat {seat.title} belongs to another coalition.", field="seat")
    if seat and role not in seat.filled_by_roles:
        may = " or ".join(str(Role(code).label) for code in seat.filled_by_roles)
        raise Refused(
            f"The seat {seat.title} is taken by the role {may}. Choose another seat, or none.",
            field="seat",
        )
    if agency and agency.district_id != coalition.district_id:
        raise Refused(f"{agency.name} is an agency of another district.", field="agency")
