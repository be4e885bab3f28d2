"""How somebody can stand to an address.

Who asks for it, out of which coalition, and what the table says they get.
"""

import re
from dataclasses import dataclass

from django.urls import reverse

from tests.everywhere import asking, audience, readers
from tests.everywhere.world_plans import HASH

# URLs of other people's code, which declares no policy, by their namespace: whom they are for.
# Asked below.
THIRD_PARTY = {
    "admin": "the operator, who looks and changes nothing",
    "old_addresses": "whoever has an old link: led on, and asked there",
}
# Part of an address -> what stands there for a place of the world and a row of the table.
ADDRESS = {
    "coalition": lambda place, row: place.coalition.slug,
    "plan": lambda place, row: place.at[row.edition]["plan"],
    "edition": lambda place, row: place.at[row.edition]["edition"],
    "section": lambda place, row: place.at[row.edition]["sections"][row.level].pk,
    "version": lambda place, row: 1,
    "sha256": lambda place, row: HASH,
    "format": lambda place, row: "html",
    "reviewer": lambda place, row: place.reviewer.pk,
    "comment": lambda place, row: place.comment.pk,
    "suggestion": lambda place, row: (
        (place.secret_suggestion if row.level == "restricted" else place.suggestion).pk
    ),
    "signature": lambda place, row: place.signature.pk,
    "approval": lambda place, row: place.approval.pk,
    "assessment": lambda place, row: getattr(place, row.walk).pk,
    "mark": lambda place, row: place.step_mark.pk,
    "question": lambda place, row: "building.01",
    "finding": lambda place, row: getattr(place, row.finding).pk,
    "report": lambda place, row: place.outside_report.pk,
    "code": lambda place, row: "quarterly_walk",
    "checklist": lambda place, row: place.checklist.pk,
    "agreement": lambda place, row: place.agreement.pk,
    "paper": lambda place, row: (
        (place.secret_paper if row.level == "restricted" else place.paper).pk
    ),
    "assignment": lambda place, row: place.assignment.pk,
    "bulletin": lambda place, row: place.bulletin.pk,
    "contact": lambda place, row: place.contact.pk,
    "role": lambda place, row: place.contact_role.pk,
    "place": lambda place, row: place.contact_place.pk,
    "printed": lambda place, row: place.printed.pk,
    "link": lambda place, row: place.contact_link,
    "site": lambda place, row: place.site.pk,
    "rehearsal": lambda place, row: getattr(place, row.rehearsal).pk,
    "kit": lambda place, row: place.kit.pk,
    "fact": lambda place, row: "buses",
    "year": lambda place, row: place.school_year.pk,
    "risk": lambda place, row: place.risk.pk,
    "span": lambda place, row: place.year_span.pk,
    "job": lambda place, row: "lead",
    "document": lambda place, row: "cards",
    "passage": lambda place, row: place.passage.pk,
    "record": lambda place, row: place.record.pk,
    "membership": lambda place, row: getattr(place, row.member).pk,
    "designation": lambda place, row: place.designation.pk,
    "person": lambda place, row: place.membership.person_id,
    "other": lambda place, row: place.colleague.pk,
    "invitation": lambda place, row: place.invitation.pk,
    "token": lambda place, row: place.token,
    "seat": lambda place, row: place.seat.pk,
    "action_item": lambda place, row: (
        (place.secret_item if row.level == "restricted" else getattr(place, row.item)).pk
    ),
    "change": lambda place, row: place.required_change.pk,
    "evidence": lambda place, row: place.photo.pk,
    "agency": lambda place, row: place.agency.pk,
    "school": lambda place, row: place.school.pk,
    "file": lambda place, row: getattr(place, row.file).pk,
    "message": lambda place, row: place.message.pk,
    # allauth's, of nobody: a key that was never sent, a passkey and a session that are not there.
    "passkey": lambda place, row: 1,
    "session": lambda place, row: 1,
    "uidb36": lambda place, row: "1",
    "key": lambda place, row: "never-sent",
    "meeting": lambda place, row: getattr(place, row.meeting).pk,
    "rule": lambda place, row: "fl-d1",
    "found": lambda place, row: place.drill_finding.pk,
    "drill": lambda place, row: getattr(place, row.drill).pk,
    "letter": lambda place, row: "gas_leak",
    "own_text": lambda place, row: "introduction",
    "brief": lambda place, row: getattr(place, row.brief).pk,
    "records_request": lambda place, row: place.records_request.pk,
    "packet": lambda place, row: place.records_packet.pk,
    "program": lambda place, row: getattr(place, row.program).pk,
    "entry": lambda place, row: place.program_entry.code,
    "answer": lambda place, row: place.brief_answer.pk,
    "line": lambda place, row: place.lines[row.meeting][row.level].pk,
    "invitee": lambda place, row: place.invitee.pk,
    "decision": lambda place, row: place.meeting_decision.pk,
    "sheet": lambda place, row: place.sheet.pk,
    "signed": lambda place, row: place.signed,
    "asked": lambda place, row: place.join_request.pk,
    "talk": lambda place, row: place.talk.pk,
    "join_link": lambda place, row: place.join_link,
    "thing": lambda place, row: "doors",
    "language": lambda place, row: "en",
    "issuer": lambda place, row: "google",
    "sign_in": lambda place, row: 1,
}
GETS, SIGN_IN = "gets it", "to sign in"
READERS = readers.roles(readers.ALL)
FEW = 3
# Who may and reads what another of their group does, and in whose name nothing of the world
# stands: past the gate, which each is asked at, their page is that one's. Students open each page
# for themselves: what a page must not say, it is looked for as each of those who may not read it.
ALIKE = {
    "law_enforcement": "fire",
    "emergency_manager": "fire",
    "mental_health": "health",
}
# The words of a section's level (world.py), and who reads it in a coalition of their own.
LEVELS = {"secret": readers.RESTRICTED, "inside": readers.MEMBERS}


@dataclass(frozen=True)
class Asked:
    """Who asks (in words, and the account), by which roles in whose cast, for an address of which
    place, to get what.
    """

    who: str
    account: object
    cast: str | None
    roles: frozenset
    place: object
    expect: object

    def is_alike(self, row):
        """Whether who asks is shown what another of their group is, who asks, too."""
        others = {ALIKE.get(role) for role in self.roles}
        return self.expect == GETS and bool(others) and others <= readers.roles(row.own)


def ours():
    """The URLs of our own views: all that are in no namespace of a third party."""
    return {
        name: pattern
        for name, pattern in asking.patterns().items()
        if name.split(":")[0] not in THIRD_PARTY
    }


def arguments(key):
    return asking.arguments(asking.patterns()[audience.name_of(key)])


def address(key, place, row):
    parts = {part: ADDRESS[part](place, row) for part in arguments(key)}
    return reverse(audience.name_of(key), kwargs=parts)


def keys(*, of_a_coalition):
    known = [key for key in audience.TABLE if audience.name_of(key) in ours()]
    return [key for key in known if ("coalition" in arguments(key)) == of_a_coalition]


def by_outcome(*, may="", hidden="", reaching=""):
    """(roles, what they are to get): each role that may for itself.

    All that are refused alike as one reader.

    What an account may is the union of what its roles may. So one account that holds all the roles
    that are refused, and is refused, speaks for each of them. Where only the reading of a cast
    reaches in (`reaching`), all from whom the same words are kept ask as one: what the page must
    not say to one of them, it must say to none.
    """
    may, hidden = readers.roles(may), readers.roles(hidden)
    each = together(reaching, may) if reaching else [{role} for role in sorted(may)]
    yield from ((frozenset(roles), GETS) for roles in each if roles)
    told, unknowing = READERS - may - hidden, hidden - may
    if len(told) < FEW:  # Whom a row names one by one may be asked because something is theirs.
        yield from ((frozenset({role}), 403) for role in sorted(told))
        told = ()
    yield from ((roles, status) for roles, status in ((told, 403), (unknowing, 404)) if roles)


def together(cast, roles):
    """Administrators, whose page has the most on it, and the others by the words kept from them."""
    alike = {}
    for role in sorted(roles):
        kept = role == "administrator" or words_kept_from(cast, frozenset({role}))
        alike.setdefault(kept, set()).add(role)
    return list(alike.values())


def relations(row):
    """(name of the cast, name of the place, roles, what they are to get) for every way of standing
    to an address.
    """
    nothing = [(READERS, 404)]
    ways = [(row.of, row.of, by_outcome(may=row.own, hidden=row.hidden))]
    below = by_outcome(may=row.below, hidden=row.hidden_below, reaching="own")
    ways += [("own", "district", below)]
    if row.of == "own":
        above = by_outcome(may=row.above, hidden=row.hidden_above, reaching="district")
        ways += [("district", "own", above), ("own", "sibling", nothing)]
    ways += [("own", "foreign", nothing), ("district", "foreign", nothing)]
    return [
        (cast, place, roles, status) for cast, place, outcomes in ways for roles, status in outcomes
    ]


def asked_of_a_coalition(world, row):
    """Everybody who asks for an address of a coalition: see Asked."""
    for cast, name, roles, status in relations(row):
        yield Asked(
            f"{in_words(roles)} of {cast}",
            world.holding(cast, roles),
            cast,
            roles,
            world.places[name],
            status,
        )
    here, outside = world.places[row.of], GETS if row.signed_out else 404
    signed_out = GETS if row.signed_out else SIGN_IN
    yield Asked("nobody, signed out,", None, None, frozenset(), here, signed_out)
    yield Asked(
        "the operator", world.operator, None, frozenset(), here, GETS if row.operator else outside
    )
    for who, account in world.nobody.items():
        yield Asked(f"{who}, no member,", account, None, frozenset(), here, outside)


def asked_of_all(world, row):
    """The same for an address outside any coalition, which is nobody's place."""
    here = world.places[row.of]
    for roles, status in by_outcome(may=row.own, hidden=row.hidden):
        yield Asked(
            f"{in_words(roles)} of {row.of}",
            world.holding(row.of, roles),
            row.of,
            roles,
            here,
            status,
        )
    outside = GETS if readers.roles(row.own) == READERS else 404 if row.hidden else 403
    for who, account in world.nobody.items():
        yield Asked(f"{who}, no member,", account, None, frozenset(), here, outside)
    yield Asked(
        "the operator", world.operator, None, frozenset(), here, GETS if row.operator else outside
    )
    yield Asked(
        "nobody, signed out,", None, None, frozenset(), here, GETS if row.signed_out else SIGN_IN
    )


def asked_by(world, key):
    """Everybody who asks for what a key of the table names."""
    row = audience.TABLE[key]
    return (asked_of_a_coalition if "coalition" in arguments(key) else asked_of_all)(world, row)


def in_words(roles):
    return " and ".join(sorted(roles)) if len(roles) < 3 else f"{len(roles)} roles in one"


def is_as_expected(answer, asked, row, *, expect):
    if expect == SIGN_IN and row.json:
        return answer.status == 401
    if expect == SIGN_IN:
        return answer.status == 302 and answer.location.startswith(reverse("account_login"))
    if expect != GETS:
        return answer.status == expect
    if asked.account is None:
        return answer.status == row.signed_out
    return answer.status == row.answers and not answer.location.startswith(reverse("account_login"))


def words_kept_from(cast, roles):
    """The marks (world.py) that must never stand on a page of this reader, as one pattern."""
    if cast is None:
        return r"zq-\w+-(?:secret|inside)|zq-(?:sibling|foreign)"
    down = "own", "sibling"
    reads = {level: bool(roles & readers.roles(who)) for level, who in LEVELS.items()}
    if cast == "own":
        kept = ["sibling", "district-secret", *([] if reads["inside"] else ["district-inside"])]
        kept += [f"own-{level}" for level in LEVELS if not reads[level]]
    else:
        reaches = {
            "secret": reads["secret"],
            "inside": bool(roles & readers.roles(readers.REACH_DOWN)),
        }
        kept = [f"district-{level}" for level in LEVELS if not reads[level]]
        kept += [f"{place}-{level}" for place in down for level in LEVELS if not reaches[level]]
    return f"zq-(?:{'|'.join(['foreign', *kept])})"


def leaked(answer, cast, roles):
    return sorted(set(re.findall(words_kept_from(cast, roles), answer.text)))
