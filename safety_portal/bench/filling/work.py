"""What a coalition works at between editions: agreements, meetings, items, findings, programs.

As many in the district's coalition at each scale, and some in each of its schools, so that a list
over a district grows with its schools.
"""

from datetime import timedelta

from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.action_items.models import ActionItem
from coalitions.agreements.models.agreement import Agreement, AgreementKind, AgreementParty
from coalitions.meetings.lifecycle import MeetingKind
from coalitions.meetings.models.agenda import AgendaLine, Decision
from coalitions.meetings.models.invitee import Invitee
from coalitions.meetings.models.meeting import Meeting
from coalitions.people.models import Person
from coalitions.programs.lifecycle import ProgramState
from coalitions.programs.models.program import Program
from coalitions.schools.models import School
from plans.assessments.scales import Layer, Severity, Sureness
from plans.findings.models import Finding, OutsideReport
from safety_portal.bench.filling.copying import copies
from safety_portal.bench.ground import Ground

AGREEMENTS, ITEMS, MEETINGS, LINES, FINDINGS = 40, 60, 40, 15, 3
PROGRAMS = 40
SCHOOLS_OF_AN_AGREEMENT = 5
OF_SCHOOLS = "SELECT id, school_id FROM coalitions_coalition WHERE school_id IS NOT NULL"


def make_work(ground: Ground) -> None:
    """Agreements, items, meetings, findings and programs, in the district and in each school."""
    _agreements(ground)
    _items(ground)
    _meetings(ground)
    _findings(ground)
    _programs(ground)


def _series(number: int) -> str:
    return f"SELECT g FROM generate_series(1, {number}) g"


def _agreements(ground: Ground) -> None:
    today = timezone.localdate()
    first = Agreement.objects.create(
        coalition=ground.coalition,
        kind=AgreementKind.MUTUAL_AID,
        title="Mutual aid",
        terms="An engine comes within ten minutes.",
        signed_on=today - timedelta(days=400),
        starts_on=today - timedelta(days=400),
        ends_on=today + timedelta(days=700),
        recorded_at=timezone.now(),
        recorded_by=ground.accounts[Role.ADMINISTRATOR],
    )
    party = AgreementParty.objects.create(agreement=first, name="Bench Fire and Rescue")
    copies(first, _series(AGREEMENTS - 1), title="'Mutual aid ' || s.g")
    copies(first, OF_SCHOOLS, coalition="s.id", title="'Shelter ' || s.id")
    copies(party, f"SELECT id FROM coalitions_agreement WHERE id <> {first.pk}", agreement="s.id")
    _covered(first)


def _covered(first: Agreement) -> None:
    """The district's cover some schools, a school's its own."""
    school = School.objects.earliest("pk")
    first.schools.add(school)
    row = Agreement.schools.through.objects.get(agreement=first)
    copies(
        row,
        "SELECT agreement.id, school.id AS school FROM coalitions_agreement agreement "
        "JOIN coalitions_coalition coalition ON coalition.id = agreement.coalition_id "
        "JOIN LATERAL (SELECT id FROM coalitions_school "
        "WHERE id = coalition.school_id OR coalition.school_id IS NULL "
        f"ORDER BY id LIMIT {SCHOOLS_OF_AN_AGREEMENT}) school ON true "
        f"WHERE agreement.id <> {first.pk}",
        agreement="s.id",
        school="s.school",
    )


def _items(ground: Ground) -> None:
    by, now = ground.accounts[Role.ADMINISTRATOR], timezone.now()
    first = ActionItem.objects.create(
        coalition=ground.coalition,
        what="Mend the door",
        how_checked="Try it ten times.",
        owner=Person.objects.get(account=ground.accounts[Role.TEACHER]),
        due_on=timezone.localdate() + timedelta(days=300),
        opened_at=now,
        opened_by=by,
    )
    # Every third is said to be done, and waits for a second person.
    is_done = "s.g % 3 = 0"
    done = {
        "state": f"CASE WHEN {is_done} THEN 'done' ELSE 'open' END",
        "done_at": f"CASE WHEN {is_done} THEN now() END",
        "done_by": f"CASE WHEN {is_done} THEN {ground.accounts[Role.TEACHER].pk} END",
    }
    copies(first, _series(ITEMS - 1), what="'Mend door ' || s.g", **done)
    of_schools = f"SELECT c.*, g FROM ({OF_SCHOOLS}) c, generate_series(1, 3) g"
    copies(
        first,
        of_schools,
        coalition="s.id",
        school="s.school_id",
        what="'Mend gate ' || s.g",
        **done,
    )


def _meetings(ground: Ground) -> None:
    by, starts_at = ground.accounts[Role.ADMINISTRATOR], timezone.now() + timedelta(days=20)
    meeting = Meeting.objects.create(
        coalition=ground.coalition,
        kind=MeetingKind.COALITION,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        place="Room B",
        planned_at=timezone.now(),
        planned_by=by,
    )
    said = {
        f"{step}_{pair}": "now()" if pair == "at" else str(by.pk)
        for step in ("opened", "drafted", "approved")
        for pair in ("at", "by")
    }
    copies(
        meeting,
        _series(MEETINGS),
        uid="gen_random_uuid()",
        state="'approved'",
        starts_at="t.starts_at - interval '30 days' * s.g",
        ends_at="t.ends_at - interval '30 days' * s.g",
        **said,
    )
    line = AgendaLine.objects.create(meeting=meeting, position=1, title="Door checks", minutes=5)
    copies(
        line,
        f"SELECT g FROM generate_series(2, {LINES}) g",
        position="s.g",
        title="'Item ' || s.g",
    )
    _invited(ground, meeting)


def _invited(ground: Ground, meeting: Meeting) -> None:
    """The members that the coalition has at each scale are asked to it."""
    teacher = Person.objects.get(account=ground.accounts[Role.TEACHER])
    first = Invitee.objects.create(meeting=meeting, person=teacher, asked_at=timezone.now())
    members = (
        "SELECT DISTINCT person_id FROM coalitions_membership "
        f"WHERE coalition_id = {ground.coalition.pk} AND person_id <> {teacher.pk}"
    )
    copies(first, members, person="s.person_id")


def _findings(ground: Ground) -> None:
    by, today = ground.accounts[Role.ADMINISTRATOR], timezone.localdate()
    report = OutsideReport.objects.create(
        coalition=ground.coalition,
        title="Annual inspection",
        source="Fire marshal",
        dated_on=today - timedelta(days=90),
        file="outside_reports/bench.pdf",
        file_sha256="0" * 64,
        attached_at=timezone.now(),
        attached_by=by,
    )
    finding = Finding.objects.create(
        coalition=ground.coalition,
        layer=Layer.BUILDING,
        report=report,
        title="Does door 4 latch?",
        severity=Severity.values[0],
        sureness=Sureness.values[0],
        found_on=today - timedelta(days=80),
        made_at=timezone.now(),
        made_by=by,
    )
    copies(report, OF_SCHOOLS, coalition="s.id")
    each = (
        "SELECT r.id, r.coalition_id, g "
        f"FROM plans_outsidereport r, generate_series(1, {FINDINGS}) g"
    )
    copies(
        finding,
        each,
        report="s.id",
        coalition="s.coalition_id",
        title="'Does door ' || s.g || ' latch?'",
        found_on="t.found_on - s.g",
    )


def _programs(ground: Ground) -> None:
    """Programs that run, none of which is to be reviewed soon."""
    by, now, today = ground.accounts[Role.ADMINISTRATOR], timezone.now(), timezone.localdate()
    line = AgendaLine.objects.filter(meeting__coalition=ground.coalition.pk).earliest("pk")
    decision = Decision.objects.create(line=line, text="Adopt it.", recorded_at=now, recorded_by=by)
    first = Program.objects.create(
        coalition=ground.coalition,
        library_code="reporting_line",
        state=ProgramState.RUNNING,
        title="Say something card",
        cells=["detect.information_sharing", "prevent.information_sharing"],
        led_by=["sro"],
        for_whom="Everybody",
        description="A card with one number.",
        measure_names=["Reports per 100 students"],
        reasons="Drivers hear it first.",
        recommended_at=now,
        recommended_by=by,
        adoption=decision,
        adopted_at=now,
        adopted_by=by,
        started_on=today - timedelta(days=60),
        leader=Person.objects.get(account=by),
        review_due_on=today + timedelta(days=305),
    )
    copies(first, _series(PROGRAMS - 1), title="'Say something card ' || s.g")
    copies(first, OF_SCHOOLS, coalition="s.id", title="'Door check ' || s.id")
