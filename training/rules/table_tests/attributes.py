"""What the attributes of a school in a table test are called, and which question each answers.

A case says `buses: true`; the portal asks how students travel by bus. One attribute may have
several names: who writes a case knows the rule, not our questions.
"""

from collections.abc import Mapping

from training.rules.engine.facts import Answered

YES, NO = frozenset({"yes"}), frozenset({"no"})
NONE = frozenset({"none"})
BUSES = ("buses", frozenset({"own"}), NONE)
MARSHAL = ("fire_authority", frozenset({"sets_number"}), NONE)
TSUNAMI = ("zones", frozenset({"tsunami"}), NONE)
SLEEPING = ("sleeping", frozenset({"dormitory"}), NO)
OFFICER = ("officers", frozenset({"sro_agency"}), NONE)
# A word in the name of a yes-or-no attribute -> the question, and what yes and no answer to it.
WORDS: Mapping[str, tuple[str, frozenset[str], frozenset[str]]] = {
    "or_sprinklers": ("fire_protection", frozenset({"both"}), frozenset({"neither"})),
    "bus": BUSES,
    "transport": BUSES,
    "local_fire": MARSHAL,
    "marshal": MARSHAL,
    "tsunami": TSUNAMI,
    "lahar": TSUNAMI,
    "earthquake": ("zones", frozenset({"earthquake"}), NONE),
    "new_madrid": ("zones", frozenset({"new_madrid_vii"}), NONE),
    "summer": ("sessions", frozenset({"summer_school"}), NONE),
    "all_year": ("sessions", frozenset({"open_all_year"}), NONE),
    "sleep": SLEEPING,
    "dormitor": SLEEPING,
    "boarding": SLEEPING,
    "fire_exits": ("buildings", frozenset({"fire_exits_required"}), NONE),
    "sro": OFFICER,
    "officer": OFFICER,
    "accredited": ("accredited", YES, NO),
    "online": ("online", YES, NO),
    "asbestos": ("asbestos", frozenset({"known"}), frozenset({"none_certified"})),
}
NUMBERS = dict.fromkeys(
    ("attendance", "average_attendance", "average_daily_attendance", "enrollment", "enrolment"),
    "attendance",
)
# Asked one by one in cases, and as one by the portal: each alone says yes, both together say no.
DETECTORS = ("smoke_detectors", "detectors")
SPRINKLERS = ("sprinklers", "sprinkler_system")


def answers_of(attributes: Mapping[str, object]) -> dict[str, Answered]:
    """The answers to our questions that the attributes of a case give."""
    found: dict[str, Answered] = {}
    for name, value in attributes.items():
        if isinstance(value, bool):
            for fact, yes, no in _meanings(name)[:1]:
                found[fact] = yes if value else no
        elif isinstance(value, list):
            found[name] = frozenset(str(each) for each in value)
        elif isinstance(value, int) and not isinstance(value, bool):
            found[NUMBERS.get(name, name)] = value
        elif isinstance(value, str):
            found[name] = frozenset({value})
    return found | _fire_protection(attributes)


def _fire_protection(attributes: Mapping[str, object]) -> dict[str, Answered]:
    detectors = next((attributes[name] for name in DETECTORS if name in attributes), None)
    sprinklers = next((attributes[name] for name in SPRINKLERS if name in attributes), None)
    if detectors is True or sprinklers is True:
        return {"fire_protection": frozenset({"detectors" if detectors else "sprinklers"})}
    if detectors is False and sprinklers is False:
        return {"fire_protection": frozenset({"neither"})}
    return {}


def _meanings(name: str) -> list[tuple[str, frozenset[str], frozenset[str]]]:
    return [meaning for word, meaning in WORDS.items() if word in name]


def asks(name: str) -> frozenset[str]:
    """The questions that an attribute's name stands for; itself where it is one."""
    if name in (*DETECTORS, *SPRINKLERS):
        return frozenset({"fire_protection"})
    return frozenset({NUMBERS.get(name, name), *(fact for fact, _, _ in _meanings(name)[:1])})
