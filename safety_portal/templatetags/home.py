"""{% load home %}: the rows of a home page's longest lists, each list in one tag.

In Python, because as templates these rows were half of what a home page costs: a row asks a dozen nodes, and a node of a
template costs more than the words it draws. What people wrote is escaped where it is put in; the pieces are plain strings
until the whole is marked safe.
"""

from html import escape

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from safety_portal.addresses import address
from safety_portal.look.icons import icon
from safety_portal.templatetags.look import NOTHING, day_filter, drawn_due, drawn_runs_out, status, today_of, word

register = template.Library()
NO_PLAN = word("overdue", "No plan in force")


@register.simple_tag(takes_context=True)
def todo_rows(context: Context, owed: list) -> SafeString:
    """{% todo_rows owed %}: what somebody owes, inside <ul class="todos" aria-labelledby>; each names its school or coalition.

    `owed` are obligations (safety_portal/notices/obligation.py).
    """
    return _joined(_todo(each, today_of(context)) for each in owed)


def _todo(each, today):
    path, named, verb = escape(each.path), escape(each.named), escape(each.verb)
    due = (drawn_runs_out if each.runs_out else drawn_due)(each.due_on, today=today)
    return (
        f'<li class="todo"><div class="todo-what"><a href="{path}">{named}</a>'
        f'<p class="todo-why">{escape(each.why)}</p></div><div class="todo-due">{due}</div><div class="todo-do">'
        f'<a class="btn btn-sm btn-outline-primary" href="{path}" aria-label="{verb}: {named}">{verb}</a></div></li>'
    )


@register.simple_tag(takes_context=True)
def late_rows(context: Context, behind: list) -> SafeString:
    """{% late_rows behind %}: for each person their first obligation that is overdue, and how many more there are."""
    return _joined(_late(late, today_of(context)) for late in behind)


def _late(late, today):
    first, more = late[0], f" and {len(late) - 1} more" if len(late) > 1 else ""
    return (
        f'<tr><th scope="row">{escape(first.person_name)}</th>{_cell("What", escape(first.title) + more)}'
        f"{_cell('Since', drawn_due(first.due_on, today=today))}</tr>"
    )


@register.simple_tag(takes_context=True)
def school_rows(context: Context, schools: list, *, sees_work: bool, sees_reading: bool) -> SafeString:
    """{% school_rows schools sees_work=... sees_reading=... %}: where each school's coalition stands.

    Of each: in_force, in_work; with `sees_work` shows_work, with `sees_reading` asked and read.
    """
    return _joined(_school(each, sees_work, sees_reading, today_of(context)) for each in schools)


def _school(each, sees_work, sees_reading, today):
    held = each.in_force
    cells = [_cell("In force", f"{status('in_force')} edition {held.number}" if held else NO_PLAN)]
    if sees_work:
        cells.append(_cell("In work", _work(each)))
    if sees_reading:
        cells.append(_cell("Protocols read", _read(each)))
    cells.append(_cell("Review", drawn_due(held.review_due_on, today=today) if held else ""))
    name = f'<a href="{escape(address("plans", each.slug))}">{escape(each.name)}</a>'
    return f'<tr><th scope="row">{name}</th>{"".join(cells)}</tr>'


def _work(each):
    if each.in_work:
        return status(each.in_work.status)
    return NOTHING if each.shows_work else "Not shown to you"


def _read(each):
    if not each.asked:
        return ""
    return word("met", "All") if each.read == each.asked else f"{each.read} of {each.asked}"


@register.simple_tag
def place_rows(schools: list) -> SafeString:
    """{% place_rows answer_for %}: the schools a responder answers for, with the ways to their plans and telephones.

    `schools` are coalitions with school, in_force, in_work.
    """
    return _joined(map(_place, schools))


def _place(each):
    name, school = escape(each.name), each.school
    of_name = f'<span class="visually-hidden"> of {name}</span>'
    plan = _button(address("plans", each.slug), f"{icon('file-earmark-text')} Plan{of_name}")
    call = f'{icon("telephone")} Call<span class="visually-hidden"> {name}</span>'
    newest = each.in_force or each.in_work
    where = escape(f"{school.street}, {school.city}" if school.city else school.street)
    return (
        f'<li class="place"><div class="place-head"><h3>{name}</h3>{status(newest.status) if newest else ""}</div>'
        f'<p class="small quiet">{where}<br>{_editions(each)}</p>'
        f'<div class="place-do">{plan}{_button(f"tel:{school.phone}", call) if school.phone else ""}</div></li>'
    )


def _editions(each):
    """Which editions a place has, in words."""
    held, in_work = each.in_force, each.in_work
    if held:
        more = f", edition {in_work.number} {in_work.get_status_display().lower()}" if in_work else ""
        return f"Edition {held.number} in force{more}"
    return f"Edition {in_work.number}, not in force" if in_work else "No plan yet"


def _button(url, drawn):
    return f'<a class="btn btn-outline-primary" href="{escape(url)}">{drawn}</a>'


@register.simple_tag
def edition_stands(edition, may_see_signers: bool) -> str:
    """{% edition_stands edition may_see_signers %}: what comes next in the life of an edition that matters now, in words.

    An edition has signed, asked and waits_for while it waits for signatures, in review open_round (None between rounds).
    """
    if edition.status == "in_force":
        review = f", review due {day_filter(edition.review_due_on)}" if edition.review_due_on else ""
        return f"In force since {day_filter(edition.in_force_at)}{review}"
    if edition.status == "awaiting_signatures":
        waits = f". Waits for {edition.waits_for}" if may_see_signers and edition.waits_for else ""
        return f"Signed by {edition.signed} of {edition.asked}{waits}"
    if review := getattr(edition, "open_round", None):
        return f"Closes {day_filter(review.due_on)}; {review.decided} of {review.asked} decided"
    return "Not yet in force"


def _cell(label, drawn):
    """A cell of a table that becomes a list on a phone: without its label where it is empty, so that no line stands there."""
    return f'<td data-label="{label}"><div>{drawn}</div></td>' if drawn else "<td></td>"


def _joined(rows):
    return SafeString("".join(rows))
