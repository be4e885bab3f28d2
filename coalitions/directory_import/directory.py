"""What an importer hands to the import of schools: places as a file tells of them."""

from dataclasses import dataclass, field
from typing import Any

from safety_portal.core.files.tables import OF_NO_WORKBOOK, Origin
from safety_portal.core.imports.comparison import Refusal
from safety_portal.core.values import Note


@dataclass(frozen=True, slots=True)
class DistrictKey:
    """How a row of a school names its district: by ids.

    The name is needed only to make a district not here yet.
    """

    state: str
    nces_id: str | None
    state_id: str | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One district or school: `values` maps fields of the model to what the file says, without
    those it does not say.

    Always there: name, state, and nces_id or state_id. `district` only for schools.
    """

    number: int
    values: dict[str, Any]
    district: DistrictKey | None = None


@dataclass(frozen=True)
class Directory:
    """A file read: `kind` is school or district, `total` counts its rows, `columns` is field ->
    column names read.

    `notes` are cells of rows that are used, and of which something could not be.
    """

    kind: str
    title: str
    rows: list[PlaceRow]
    rejected: list[Refusal]
    total: int
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unused: int = 0
    notes: list[Note] = field(default_factory=list)
    origin: Origin = OF_NO_WORKBOOK
