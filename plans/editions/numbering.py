"""Numbers of sections.

Counted by the portal where it made them, left alone where somebody wrote them.

The numbers of an edition are the portal's own as long as each is what counting the tree gives: 1,
1.1, 1.1.1, sections without a number passed over (annexes are called by their names), a first one
below another that is number 0 counted from there (the cover, 1.0). Then whatever is added, moved,
taken out or brought back is counted anew, with all beside and below it.

As soon as one number is another, none is touched by arranging: the plan has numbers that people
cite and have on paper, typed in or as its Word file had them, and a portal that changed them by
itself would falsify it. Who wants them counted asks for it, and sees every old and new number
first. What is cut into a title or a sentence ("see 4.2") is text, and text is never rewritten.
"""

import hashlib


def counted(sections, counts):
    """The number of each section by id, "" for one not in `counts`; `sections` of one edition, in
    reading order.
    """
    numbers, following = {}, {}
    for section in sections:
        if section.pk not in counts:
            numbers[section.pk] = ""
            continue
        at = following.get(section.parent_id, _first(section))
        above = numbers.get(section.parent_id)
        numbers[section.pk] = f"{above}.{at}" if above else str(at)
        following[section.parent_id] = at + 1
    return numbers


def numbered(sections):
    """Ids of the sections that have a number."""
    return {section.pk for section in sections if section.number}


def is_counted(sections):
    """Whether the numbers are the portal's own: each what counting gives."""
    numbers = counted(sections, numbered(sections))
    return all(section.number == numbers[section.pk] for section in sections)


def counts_among(siblings, parent):
    """Whether a new section is numbered: where those beside it are.

    Alone, where the one above it is.
    """
    if siblings:
        return any(section.number for section in siblings)
    return bool(parent and parent.number)


def anew(sections):
    """(section, its number if all were counted) for those whose number would change."""
    numbers = counted(sections, {section.pk for section in sections})
    return [
        (section, numbers[section.pk])
        for section in sections
        if section.number != numbers[section.pk]
    ]


def mark_of(sections):
    """A short hash of which sections stand where under which number.

    What somebody saw before deciding.
    """
    places = "\n".join(f"{section.pk} {section.parent_id} {section.number}" for section in sections)
    return hashlib.sha256(places.encode()).hexdigest()[:16]


def _first(section):
    return 0 if section.number.rsplit(".", 1)[-1] == "0" else 1
