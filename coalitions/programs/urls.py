"""Addresses of programs: the catalogue, the programs of a coalition, one of them."""

from django.urls import path

from coalitions.coalition.gates import HERE, administer, of_coalition
from coalitions.programs import policies, queries
from coalitions.programs.views import deciding, entry, lists, program
from safety_portal.core.authority import Policy, View, gate

PROGRAMS = HERE + "programs/"
CATALOGUE = PROGRAMS + "catalogue/"
ENTRY = CATALOGUE + "<slug:entry>/"
PROGRAM = PROGRAMS + "<int:program>/"


def of_program(policy: Policy, view: View) -> View:
    """The view of the program that the address names, behind a policy."""
    return gate(policy, view, fetch=queries.fetch_program)


def of_entry(policy: Policy, view: View) -> View:
    """The view of an entry of the coalition's catalogue, behind a policy."""
    return gate(policy, view, fetch=queries.fetch_entry)


read, decide = policies.can_read_programs, policies.can_decide_program
measure, change = policies.can_measure, policies.can_change_entry

urlpatterns = [
    path(PROGRAMS, of_coalition(read, lists.programs), name="programs"),
    path(CATALOGUE, of_coalition(read, lists.catalogue), name="program_catalogue"),
    path(CATALOGUE + "add/", of_coalition(administer, entry.add), name="program_entry_add"),
    path(ENTRY, of_entry(policies.can_read_entry, entry.entry), name="program_entry"),
    path(
        ENTRY + "recommend/",
        of_entry(policies.can_recommend, entry.recommend),
        name="program_recommend",
    ),
    path(ENTRY + "change/", of_entry(change, entry.change), name="program_entry_change"),
    path(ENTRY + "withdraw/", of_entry(change, entry.withdraw), name="program_entry_withdraw"),
    # One program
    path(PROGRAM, of_program(policies.can_read_program, program.program), name="program"),
    path(
        PROGRAM + "numbers.csv",
        of_program(policies.can_read_program, program.numbers_csv),
        name="program_numbers_csv",
    ),
    path(
        PROGRAM + "agenda/",
        of_program(policies.can_discuss_program, deciding.prepare),
        name="program_agenda",
    ),
    path(PROGRAM + "adopt/", of_program(decide, deciding.adopt), name="program_adopt"),
    path(PROGRAM + "decline/", of_program(decide, deciding.decline), name="program_decline"),
    path(PROGRAM + "start/", of_program(decide, deciding.start), name="program_start"),
    path(PROGRAM + "change/", of_program(decide, deciding.change), name="program_change"),
    path(PROGRAM + "numbers/", of_program(measure, deciding.numbers), name="program_numbers"),
    path(
        PROGRAM + "measures/add/",
        of_program(decide, deciding.add_measure),
        name="program_measure_add",
    ),
    path(
        PROGRAM + "review/",
        of_program(policies.can_review, deciding.review),
        name="program_review",
    ),
]
