"""What the reviewers of a section say in the demo.

Comments on words and on the whole, an answer, suggestions.
"""

from coalitions.memberships.models.membership import Membership
from plans.comments.actions import commenting, suggesting
from plans.editions.lifecycle import Change
from plans.editions.models.section import Section
from plans.text.anchors import Anchor
from safety_portal.demo import cast
from safety_portal.demo.history import at, days_ago, fresh

# Days ago, who, the words it is about ("" for the whole section), what is said.
COMMENTS = [
    (9, "ellen", "Each door is checked on the first school day of the month",
     "Who checks the two portable classrooms? They are not on the door list I hold."),
    (7, "grace", "", "Please name the first backup by position, not by name."),
    (5, "tom", "give location and description", "Say also which door the engine should take: the Knox box was moved in August."),
]  # fmt: skip
ANSWER = (8, "They are on the new list; I will bring it to the meeting.")
# Days ago, who, the words, other words, why; why it was declined, "" where it waits.
SUGGESTIONS = [
    (6, "ray", "by officers or known staff", "by officers", "A voice that is known can be forced.",
     "Staff with a radio open together with the officer; we drilled it so in October."),
    (4, "ines", "within seconds of recognition", "within ten seconds of recognition", "October drill took eight seconds.", ""),
]  # fmt: skip
# Of another section, what has been settled: days ago, who, what is said; days ago, who, a passage,
# why, and what became of it.
SETTLED = (10, "ellen", "The east stair is closed until spring.")
ANSWERED = [
    (6, "tom", "<p>Engines keep the bus loop free.</p>", "Asked for by the crews.", "accepted"),
    (5, "grace", "<p>The county sends a bus.</p>", "Offered at the last meeting.", "withdrawn"),
]


def settle_about(section, principal):
    """A comment on a section that was resolved.

    A passage suggested and accepted, one withdrawn by who suggested it.
    """
    days, key, body = SETTLED
    with at(days_ago(days)) as moment:
        comment = commenting.comment(
            section=section, body=body, by=_member(section, key), now=moment
        )
    with at(days_ago(days - 1)) as moment:
        commenting.resolve(comment=comment, by=principal, now=moment)
    for days, key, passage, why, state in ANSWERED:
        with at(days_ago(days)) as moment:
            by, current = _member(section, key), Section.objects.get(pk=section.pk)
            made = suggesting.suggest(
                section=current, html=current.html + passage, by=by, why=why, now=moment
            )
            if state == "accepted":
                suggesting.accept(
                    suggestion=made, by=principal, change=Change.EDITORIAL, now=moment
                )
            else:
                suggesting.withdraw(suggestion=made, by=by, now=moment)


def talk_about(section, principal):
    """Comment on a section and suggest other words for it, over the days before today; `principal`
    answers.
    """
    for days, key, quote, body in COMMENTS:
        with at(days_ago(days)) as moment:
            about = Anchor(quote) if quote else None
            commenting.comment(
                section=section, body=body, about=about, by=_member(section, key), now=moment
            )
    with at(days_ago(ANSWER[0])) as moment:
        first = section.comments.earliest("pk")
        commenting.comment(section=section, body=ANSWER[1], answers=first, by=principal, now=moment)
    for days, key, quote, words, why, because in SUGGESTIONS:
        with at(days_ago(days)) as moment:
            by = _member(section, key)
            made = suggesting.suggest_words(
                section=section, about=Anchor(quote), words=words, why=why, by=by, now=moment
            )
        if because:
            with at(days_ago(days - 1)) as moment:
                suggesting.decline(suggestion=made, because=because, by=principal, now=moment)


def _member(section, key):
    name = next(row[1] for row in cast.DISTRICT_PEOPLE if row[0] == key)
    membership = Membership.objects.get(
        coalition=section.edition.plan.coalition, person__email=cast.address(name)
    )
    return fresh(membership.person.account)
