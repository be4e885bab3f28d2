"""One person's digest: everything they owe, in words. Pure but for the templates."""

from datetime import timedelta

from safety_portal.look.wording import day_in_words, due_in_words, due_state, listed
from safety_portal.notices.mail import render_mail

THIS_WEEK = timedelta(days=7)
# From the second day after the due date the row says who chairs, and from the second week that they are told: nobody is told
# of behind their back. Who chairs, and is told, is escalation.py's business; it asks for the same people and the same days.
CHAIR_NAMED_AFTER = timedelta(days=1)
CHAIR_TOLD_AFTER = timedelta(days=7)


def heading(due_days, *, on):
    """The subject and the h1: "1 overdue, 2 due this week, 3 due later". `due_days` are the due dates."""
    overdue = sum(day < on for day in due_days)
    soon = sum(on <= day <= on + THIS_WEEK for day in due_days)
    later = len(due_days) - overdue - soon
    parts = [(overdue, "overdue"), (soon, "due this week"), (later, "due later")]
    return ", ".join(f"{number} {words}" for number, words in parts if number)


def compose(*, obligations, name, address, manners, on):
    """The mail that lists `obligations`, soonest first, for the person `name` at `address`. `manners` by scope."""
    rows = [
        _row(obligation, manners[obligation.scope], on=on)
        for obligation in sorted(obligations, key=lambda obligation: obligation.order)
    ]
    scopes = sorted({manners[obligation.scope].name for obligation in obligations})
    context = {
        "heading": heading([obligation.due_on for obligation in obligations], on=on),
        "name": name,
        "address": address,
        "rows": rows,
        "scopes": scopes,
        "has_many_scopes": len(scopes) > 1,
    }
    return render_mail("mail/digest", context)


def _row(obligation, manners, *, on):
    state = due_state(obligation.due_on, on=on)
    words = due_in_words(obligation.due_on, on=on)
    return {
        "title": obligation.title,
        "named": obligation.named,
        "why": obligation.why,
        "path": obligation.path,
        "state": state,
        "words": words,
        "date": day_in_words(obligation.due_on, on=on),
        "capitals": f"OVERDUE {words.removesuffix(' overdue')}" if state == "overdue" else words.replace("Due", "DUE"),
        "chair": _chairs_in_words(manners.chairs, obligation.account_id, late=on - obligation.due_on),
    }


def _chairs_in_words(chairs, reader, *, late):
    """What a row says of those who chair, for the account `reader`, who may be one of them; "" where there is nothing to say."""
    others = [chair for chair in chairs if chair.account_id is None or chair.account_id != reader]
    told = [chair.name for chair in others if chair.account_id is not None]
    with_you = " with you" if len(others) < len(chairs) else ""
    if late > CHAIR_TOLD_AFTER and told:
        is_told = "is told" if len(told) == 1 else "are told"
        return f"{listed(told)}, who {_chair(told)} the coalition{with_you}, {is_told} as well."
    if late > CHAIR_NAMED_AFTER and others:
        names = [chair.name for chair in others]
        return f"Ask {listed(names, 'or')}, who {_chair(names)} the coalition{with_you}, if you cannot do it."
    return ""


def _chair(names):
    return "chairs" if len(names) == 1 else "chair"
