"""What could go into a packet today, as the portal put it together: facts, papers that stay in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from coalitions.public_records.library import (
    EVERY_STATE,
    Law,
    PublicFact,
    WithheldKind,
    laws_in,
    library,
)


@dataclass(frozen=True)
class Value:
    """What a fact says: the words of its places; or `missing`, a sentence that says what is."""

    words: Mapping[str, str]
    missing: str = ""


def no_value(missing: str) -> Value:
    """A fact that has nothing to say yet, and why."""
    return Value({}, missing)


@dataclass(frozen=True)
class OfferedFact:
    """A fact of the list: its sentence, or what it lacks; and what the law of the state says."""

    code: str
    sentence: str
    missing: str
    laws: tuple[Law, ...]

    @property
    def rules(self) -> tuple[Law, ...]:
        """The laws that say that it goes out, is filed, or was decided in public."""
        return tuple(law for law in self.laws if law.is_rule)

    @property
    def is_ticked_by_law(self) -> bool:
        """Whether a rule of the state asks for it, and it has something to say."""
        return bool(self.rules and self.sentence)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a lawyer should know of its laws."""
        return tuple(law.note for law in self.laws if law.note)


@dataclass(frozen=True)
class OfferedKind:
    """A kind of paper that stays in, by the statutes of the state; counsel decides without one."""

    kind: WithheldKind
    laws: tuple[Law, ...]

    @property
    def what(self) -> str:
        """Which papers they are."""
        return self.kind.what

    @property
    def citations(self) -> str:
        """The statutes in a line; "" where none was read."""
        return "; ".join(law.citation for law in self.laws)

    @property
    def confidence(self) -> str:
        """The least of its statutes'; "" where none was read."""
        said = {law.confidence for law in self.laws}
        return next((each for each in ("low", "medium", "high") if each in said), "")


@dataclass(frozen=True)
class Offer:
    """What could go out on a day: facts, those that a law asks for first, and what stays in."""

    as_of: date
    state: str
    state_name: str
    facts: tuple[OfferedFact, ...]
    kinds: tuple[OfferedKind, ...]

    @property
    def by_law(self) -> frozenset[str]:
        """The codes that are ticked before anybody chose."""
        return frozenset(fact.code for fact in self.facts if fact.is_ticked_by_law)

    @property
    def has_rules(self) -> bool:
        """Whether any rule of the state was read for what is on the list."""
        return any(fact.rules for fact in self.facts)

    def chosen(self, codes: Collection[str]) -> list[OfferedFact]:
        """Those of some codes that have something to say, in the order of the list."""
        return [fact for fact in self.facts if fact.code in codes and fact.sentence]

    @property
    def closing(self) -> str:
        """What the packet says of the papers that stay in by a statute; "" where there is none."""
        named = [each for each in self.kinds if each.laws]
        if not named:
            return ""
        citations = dict.fromkeys(law.citation for each in named for law in each.laws)
        return library().closing.format(
            citations="; ".join(citations),
            withheld_sentences=" ".join(each.kind.sentence for each in named),
            state=self.state_name,
        )


def offer_of(values: Mapping[str, Value], *, state: str, state_name: str, on: date) -> Offer:
    """What a state's list makes of the `values` that the portal has, by code of the fact.

    A fact without an entry in `values` belongs to a part that is not built, and is left out. So is
    one that a kind of paper of this state takes off the list.
    """
    known, taken_off = library(), _taken_off(state)
    facts = [
        _offered(fact, values[fact.code], state)
        for fact in known.facts
        if fact.code in values and fact.code not in taken_off
    ]
    shown = [fact for fact in known.facts if fact.code in {each.code for each in facts}]
    ordered = sorted(facts, key=lambda fact: (not fact.is_ticked_by_law, not fact.sentence))
    return Offer(on, state, state_name, tuple(ordered), _kinds(shown, state))


def _taken_off(state: str) -> set[str]:
    return {code for kind in library().kinds if kind.only_in == state for code in kind.not_proposed}


def _offered(fact: PublicFact, value: Value, state: str) -> OfferedFact:
    sentence = "" if value.missing else fact.sentence.format(**value.words)
    return OfferedFact(fact.code, sentence, value.missing, laws_in(fact.laws, state))


def _kinds(facts: list[PublicFact], state: str) -> tuple[OfferedKind, ...]:
    """Those beside the facts, and those that a statute of the state names; with a statute first."""
    beside = {code for fact in facts for code in fact.withheld}
    every = [
        OfferedKind(kind, laws_in(kind.laws, state))
        for kind in library().kinds
        if kind.only_in in ("", state)
    ]
    shown = [each for each in every if each.laws or each.kind.code in beside]
    return tuple(sorted(shown, key=lambda each: (not each.laws, _is_of_country(each))))


def _is_of_country(offered: OfferedKind) -> bool:
    return all(law.state == EVERY_STATE for law in offered.laws)
