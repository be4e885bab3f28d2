"""A program or an entry locked, and whether it is where somebody means it to be."""

from coalitions.coalition.locks import lock_coalition
from coalitions.meetings.models.agenda import Decision
from coalitions.programs.lifecycle import PROGRAM_MOVES, ProgramState
from coalitions.programs.models.entry import ProgramEntry
from coalitions.programs.models.program import Program
from coalitions.programs.queries import decisions_of
from coalitions.programs.words import where_it_stands
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState, check_move


def lock_program(program: Program) -> Program:
    """The program as it stands now, locked with its coalition until the transaction ends."""
    lock_coalition(program.coalition)
    rows = Program.objects.select_for_update(no_key=True, of=("self",))
    now = rows.select_related("coalition__district", "coalition__school").get(pk=program.pk)
    now.coalition = program.coalition
    return now


def lock_entry(entry: ProgramEntry) -> ProgramEntry:
    """The entry as it stands now, locked until the transaction ends. Raises WrongState."""
    rows = ProgramEntry.objects.select_for_update(no_key=True, of=("self",))
    now = rows.select_related("coalition").get(pk=entry.pk)
    if now.withdrawn_at:
        raise WrongState("This entry was withdrawn from the catalogue.")
    return now


def require_state(program: Program, *states: ProgramState) -> None:
    """Raise WrongState, with where the program stands, unless that is one of `states`."""
    if program.state not in states:
        raise WrongState(where_it_stands(program))


def check_program_move(program: Program, new: ProgramState) -> None:
    """Raise WrongState, with where the program stands, unless it may become `new`."""
    check_move(PROGRAM_MOVES, old=program.state, new=new, sentence=where_it_stands(program))


def require_decision(program: Program, decision: Decision) -> Decision:
    """The decision, of approved minutes of the program's coalition. Raises Refused."""
    named = decisions_of(program.coalition).filter(pk=decision.pk).first()
    if named is None:
        raise Refused(
            "Choose a decision of approved minutes that every member reads.", field="decision"
        )
    return named
