"""One person's digest: everything they owe, in words. Pure but for the templates."""

from datetime import timedelta

from safety_portal.look.wording import day_in_words, due_in_words, due_state
from safety_portal.notices.mail import render_mail

THIS_WEEK = timedelta(days=7)
# From the second day after the due date the row says who chairs, and from the second week that the chair is told: nobody is
# told of behind their back.
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
    late = on - obligation.due_on
    is_chair = obligation.person_name == manners.chair
    state = due_state(obligation.due_on, on=on)
    words = due_in_words(obligation.due_on, on=on)
    return {
        "title": obligation.title,
        "why": obligation.why,
        "path": obligation.path,
        "scope": manners.name,
        "state": state,
        "words": words,
        "date": day_in_words(obligation.due_on, on=on),
        "capitals": f"OVERDUE {words.removesuffix(' overdue')}" if state == "overdue" else words.replace("Due", "DUE"),
        "chair": _chair_in_words(manners.chair, late) if manners.chair and not is_chair else "",
    }


def _chair_in_words(chair, late):
    if late > CHAIR_TOLD_AFTER:
        return f"{chair}, who chairs the coalition, is told as well."
    return f"Ask {chair}, who chairs the coalition, if you cannot do it." if late > CHAIR_NAMED_AFTER else ""
