"""Which place an identifier means. Names never decide.

The NCES id does, else the state id within its state.
"""

from collections.abc import Collection, Iterable
from types import SimpleNamespace

from coalitions.directory_import.directory import DistrictKey, PlaceRow
from safety_portal.core.imports.comparison import Refusal


class Contradiction(Exception):
    """Two identifiers of one row mean two places here. The message says which, and what to do."""


def plain_id(state: str, state_id: str) -> str:
    """A state id for comparing: "FL-48" in FL is "48"."""
    return state_id.removeprefix(f"{state}-").casefold()


def same_id(place: SimpleNamespace, state_id: str) -> bool:
    """Whether a state id is the one the place has, with or without the state in front.

    Then the one here stays.
    """
    return bool(place.state_id) and plain_id(place.state, state_id) == plain_id(
        place.state, place.state_id
    )


def ids_of(named) -> dict:
    """The identifiers of a row, a district key or a refusal, as Index.find wants them."""
    if isinstance(named, DistrictKey):
        return {"nces_id": named.nces_id, "state": named.state, "state_id": named.state_id}
    told = named.known if isinstance(named, Refusal) else named.values
    return {
        "nces_id": told.get("nces_id"),
        "state": told.get("state"),
        "state_id": told.get("state_id"),
    }


class Index:
    """Places by their identifiers.

    A state id counts with and without the state in front: "FL-48" is "48" in FL.

    `leaving` are the ids of places that give up their state id to whoever asks for it.
    """

    def __init__(self, places: Iterable[SimpleNamespace], leaving: Collection[int] = ()):
        self.places = list(places)
        self.by_nces_id = {place.nces_id: place for place in self.places if place.nces_id}
        self.by_state_id = {
            (place.state, plain_id(place.state, place.state_id)): place
            for place in self.places
            if place.state_id and place.id not in leaving
        }

    def find(self, *, nces_id, state, state_id) -> SimpleNamespace | None:
        """The place with the NCES id, else with the state id.

        Raises Contradiction if the ids mean two places.
        """
        by_nces_id = self.by_nces_id.get(nces_id)
        by_state_id = self.by_state_id.get((state, plain_id(state, state_id))) if state_id else None
        if by_state_id and nces_id and by_state_id.nces_id and by_state_id.nces_id != nces_id:
            raise Contradiction(
                f"State ID {state_id} is here with NCES ID {by_state_id.nces_id}, the file says {nces_id}; correct one."
            )
        if by_nces_id and by_state_id and by_nces_id is not by_state_id:
            raise Contradiction(
                f"State ID {state_id} and NCES ID {nces_id} are here as two places; correct one."
            )
        return by_nces_id or by_state_id

    def all_of(self, *, nces_id, state, state_id) -> set[int]:
        """Ids of every place that either identifier means."""
        found = (
            self.by_nces_id.get(nces_id),
            self.by_state_id.get((state, plain_id(state, state_id or ""))),
        )
        return {place.id for place in found if place}

    def renumbered(self, rows: Iterable[PlaceRow]) -> set[int]:
        """Ids of the places that get another state id by the rows, known by their NCES id."""
        found = (
            (self.by_nces_id.get(row.values.get("nces_id")), row.values.get("state_id"))
            for row in rows
        )
        return {
            place.id
            for place, new in found
            if place and place.state_id and new and not same_id(place, new)
        }


class NewDistricts:
    """Districts to be made, each once, however the rows of its schools identify it.

    The first row names it.
    """

    def __init__(self):
        self._by_id: dict[tuple, DistrictKey] = {}

    def add(self, key: DistrictKey):
        """Take note of a district.

        Raises Contradiction if an earlier row gives its state id another NCES id.
        """
        earlier = self.find(key) or key
        if key.nces_id and earlier.nces_id and key.nces_id != earlier.nces_id:
            raise Contradiction(
                f"District {key.state_id} has NCES ID {earlier.nces_id} in an earlier row and {key.nces_id} here; correct one."
            )
        for named in self._names(key):
            self._by_id[named] = earlier

    def find(self, key: DistrictKey) -> DistrictKey | None:
        """The district to be made that either identifier means."""
        return next(
            (self._by_id[named] for named in self._names(key) if named in self._by_id), None
        )

    def __len__(self):
        return len(self.each())

    def each(self) -> list[DistrictKey]:
        """Each district to be made, once."""
        return list(dict.fromkeys(self._by_id.values()))

    @staticmethod
    def _names(key: DistrictKey) -> list[tuple]:
        state_id = key.state_id and (key.state, plain_id(key.state, key.state_id))
        return [named for named in (key.nces_id and (key.nces_id,), state_id) if named]
