"""Placeholders in plan text: {{ school.name }} is filled from the database, {{ local.student_count
}} by a writer.

While an edition is edited, facts follow the database. Freezing keeps them on the edition
(`Edition.facts`), so that a school that is renamed later does not change what was signed.
"""

import html
import re

from django.utils import timezone

PLACEHOLDER = re.compile(
    r"\{\{\s*((?:plan|school|district|edition|local|generated)\.[a-z_]+)\s*\}\}"
)
# Known only after the signatures, so never part of what is signed: in frozen text they stand by
# their name.
KNOWN_LATER = ("edition.in_force_on", "edition.review_by")


def facts_of(edition):
    """What placeholders of `edition` stand for, by name.

    As frozen, or from the database while it is edited.

    A fact that is not known is left out, and its placeholder stays visible.
    """
    if edition.facts:
        return edition.facts
    plan, coalition = edition.plan, edition.plan.coalition
    facts = {"plan.title": plan.title, "edition.number": str(edition.number)}
    for noun, place in (("district", coalition.district), ("school", coalition.school)):
        if place:
            facts |= {f"{noun}.name": place.name, f"{noun}.address": _postal_address(place)}
    return {name: value for name, value in facts.items() if value}


def facts_for_reading(edition, *, full_day):
    """The facts with the dates that are known once the edition is in force; `full_day` words a
    date.
    """
    facts = dict(facts_of(edition))
    if edition.in_force_at:
        facts["edition.in_force_on"] = full_day(timezone.localdate(edition.in_force_at))
    if edition.review_due_on:
        facts["edition.review_by"] = full_day(edition.review_due_on)
    return facts


def fill_placeholders(text, facts):
    """HTML `text` with known placeholders replaced by their facts, escaped.

    Unknown ones stay as they are.
    """
    return PLACEHOLDER.sub(
        lambda match: html.escape(facts[match[1]]) if match[1] in facts else match[0], text
    )


def fill_plain(text, facts):
    """As `fill_placeholders`, for plain text such as a title."""
    return PLACEHOLDER.sub(lambda match: facts.get(match[1], match[0]), text)


def unfilled(text, facts):
    """Names of the placeholders a writer still has to replace.

    All but facts, generated blocks and dates known later.
    """
    names = {match[1] for match in PLACEHOLDER.finditer(text)}
    return sorted(
        name
        for name in names
        if name not in facts and name not in KNOWN_LATER and "generated." not in name
    )


def _postal_address(place):
    town = (
        " ".join(part for part in (place.city, place.state, place.postal_code) if part)
        if place.city
        else ""
    )
    return ", ".join(part for part in (place.street, town) if part)
