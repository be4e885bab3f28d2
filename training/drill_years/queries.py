"""For which school and which year drills are proposed, by what the portal knows."""

from dataclasses import replace
from datetime import date, timedelta

from coalitions.access.grants import access_of
from coalitions.access.roles import RESTRICTED
from coalitions.coalition.models import Coalition
from coalitions.school_facts.questions import RESTRICTED_CODES
from safety_portal.core.accounts.models import User
from training.drill_years.proposing import Asked
from training.drills.evidence import record_of, records_of
from training.drills.queries import drills_of
from training.drills.standing import drill_rules
from training.duties.judging import hanging_on, rules_for
from training.duties.queries import facts_of_school
from training.rules.engine.days.calendars import SchoolYear
from training.rules.engine.facts import Facts

TOMORROW = timedelta(days=1)


def asked_by(user: User, coalition: Coalition, *, on: date) -> Asked | None:
    """What is asked of the school year that goes on, or is the next to begin; None where no
    calendar has one. Planned drills count as far as the account sees them: a proposal must not tell
    of one that it does not see.
    """
    facts = facts_of_school(coalition, records_of([coalition.pk]).get(coalition.pk, ()))
    if not (year := _year_from(facts, on)):
        return None
    planned = drills_of(user, coalition).planned().filter(drill_on__gte=on)
    coming = tuple(record_of(drill) for drill in planned.order_by("drill_on", "pk"))
    facts = replace(facts, records=(*facts.records, *coming))
    hidden = frozenset() if RESTRICTED in access_of(user).levels_in(coalition) else RESTRICTED_CODES
    state = coalition.district.state
    forbidding = [rule for rule in rules_for(state) if rule.subject == "prohibition"]
    duties = [rule for rule in drill_rules(state) if not hanging_on(rule) & frozenset(hidden)]
    return Asked([*duties, *forbidding], facts, year, max(on + TOMORROW, year.first_day))


def _year_from(facts: Facts, on: date) -> SchoolYear | None:
    """The first year that has a school day to come."""
    coming = [year for year in facts.years if year.all_days and year.all_days[-1] > on]
    return min(coming, key=lambda year: year.first_day, default=None)
