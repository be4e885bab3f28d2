"""The text of a section as its readers see it.

Facts filled in, what nobody has answered yet in words.
"""

from html import escape

from plans.editions import placeholders
from plans.library.structure import placeholder_words
from plans.text.anchors import TextSpan, anchor_at, find
from plans.text.characters import one_line
from plans.text.places import alike_at_ends, paragraphs, reworded
from safety_portal.core.look.wording import full_day


def facts_on_page(edition):
    """What placeholders of an edition stand for on its pages."""
    return placeholders.facts_for_reading(edition, full_day=full_day)


def filled(html, facts):
    """Section HTML with every placeholder replaced.

    By its fact, or by what will stand there or has to be answered.
    """
    return placeholders.PLACEHOLDER.sub(_in_words, placeholders.fill_placeholders(html, facts))


def paragraphs_of(section, facts=None):
    """The paragraphs of a section as read, in order."""
    return paragraphs(
        filled(section.html, facts_on_page(section.edition) if facts is None else facts)
    )


def anchored(section, wanted):
    """The Anchor of words that a reader pointed at, as they stand in the text now.

    None where they do not.
    """
    texts = paragraphs_of(section)
    place = find(texts, wanted)
    return place and anchor_at(texts, place)


def other_words(section, anchor, words):
    """The section's HTML with other words in the place of an anchor's.

    None where what changes lies within a filled-in fact.

    The anchor is of the text as read (`anchored`): what the portal fills in stands in the stored
    text by its name.
    """
    facts = facts_on_page(section.edition)
    stored, read = paragraphs(section.html), paragraphs_of(section, facts)
    place, new = find(read, anchor), one_line(words)
    if place is None or not place.is_exact:
        return None
    text, source = read[place.block], stored[place.block]
    if placeholders.PLACEHOLDER.sub(lambda match: _value(match, facts), source) != text:
        return None
    head, tail = alike_at_ends(text[place.start : place.end], new)
    ends = [_in_stored(source, facts, at) for at in (place.start + head, place.end - tail)]
    return (
        None
        if None in ends
        else reworded(section.html, TextSpan(place.block, *ends), new[head : len(new) - tail])
    )


def _in_stored(stored, facts, letter):
    """Where a letter of a paragraph as read stands in the stored one.

    None within what is filled in.
    """
    at_read = at_stored = 0
    for match in placeholders.PLACEHOLDER.finditer(stored):
        until = at_read + match.start() - at_stored
        if letter <= until:
            break
        at_read, at_stored = until + len(_value(match, facts)), match.end()
        if letter < at_read:
            return None
    return at_stored + letter - at_read


def _value(match, facts):
    """What a placeholder reads as."""
    return one_line(facts[match[1]] if match[1] in facts else f"[{_words_for(match)}]")


def _words_for(match):
    words = placeholder_words().get(match[1], match[1])
    kind = "to be filled in" if match[1].startswith("local.") else "put in when the plan is printed"
    return f"{words}: {kind}"


def _in_words(match):
    """A placeholder that nothing fills here, as what will stand there or what has to be answered."""
    return f"<em>[{escape(_words_for(match))}]</em>"
