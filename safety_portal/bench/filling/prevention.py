"""What a district does for prevention: its library of briefs, what was read and answered.

Some of each school's own, too, a brief of the day in every coalition, and what champions did.
"""

from django.db.models import Max
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.briefs.actions.choosing import choose_days
from coalitions.briefs.actions.importing import add_starters
from coalitions.briefs.models.answer import BriefAnswer, BriefRead
from coalitions.briefs.models.brief import Brief, BriefVersion
from coalitions.briefs.readers.starter import starters
from coalitions.champions.models.asking import JoinRequest, JoinRules
from coalitions.champions.models.talk import Talk
from coalitions.memberships.models.membership import Membership
from safety_portal.bench.filling.copying import copies
from safety_portal.bench.ground import Ground

MORE, OF_A_SCHOOL, ANSWERS, TALKS, ASKED = 40, 3, 20, 60, 30
SCHOOLS = "SELECT id FROM coalitions_coalition WHERE school_id IS NOT NULL"


def make_prevention(ground: Ground) -> None:
    """Briefs of the district and of each school, read by everybody who has an account."""
    add_starters(coalition=ground.coalition, starters=starters(), by=None)
    _more(ground)
    _read(ground)
    choose_days(on=timezone.localdate())
    _spoken(ground)


def _more(ground: Ground) -> None:
    """As many of its own as a district writes in years, and a few of each school's."""
    first = ground.coalition.briefs.earliest("position", "pk")
    version = first.versions.get()
    last = ground.coalition.briefs.aggregate(last=Max("position"))["last"]
    series = f"SELECT g FROM generate_series(1, {MORE}) g"
    copies(first, series, code="'bench_' || s.g", position=f"{last} + s.g")
    of_schools = f"SELECT c.id, g FROM ({SCHOOLS}) c, generate_series(1, {OF_A_SCHOOL}) g"
    copies(first, of_schools, coalition="s.id", code="'bench_' || s.g", position="s.g")
    without = "SELECT id FROM coalitions_brief WHERE code LIKE 'bench\\_%'"
    copies(version, without, brief="s.id", title="'Brief ' || s.id")


def _read(ground: Ground) -> None:
    """Each brief was opened by all who have an account, and the first one was answered."""
    account = ground.accounts[Role.TEACHER]
    version = BriefVersion.objects.filter(brief__coalition=ground.coalition).earliest("pk")
    first = BriefRead.objects.create(version=version, account=account, read_at=timezone.now())
    accounts = ", ".join(str(each.pk) for each in ground.accounts.values())
    each = (
        "SELECT version.id AS version, account.id AS account FROM coalitions_briefversion version, "
        f"accounts_user account WHERE account.id IN ({accounts}) "
        f"AND (version.id, account.id) <> ({version.pk}, {account.pk})"
    )
    copies(first, each, version="s.version", account="s.account")
    answer = BriefAnswer.objects.create(
        version=version,
        membership=Membership.objects.get(
            person__account=account, coalition=ground.coalition, role=Role.TEACHER
        ),
        text="The bus drivers.",
        written_at=timezone.now(),
        written_by=account,
    )
    copies(answer, f"SELECT g FROM generate_series(2, {ANSWERS}) g", text="'Answer ' || s.g")


def _spoken(ground: Ground) -> None:
    """The teacher is a champion who spoke often; others wait to hear whether they may be one."""
    account = ground.accounts[Role.TEACHER]
    member = Membership.objects.get(
        person__account=account, coalition=ground.coalition, role=Role.TEACHER
    )
    Membership.objects.filter(pk=member.pk).update(is_local_champion=True)
    today, now = timezone.localdate(), timezone.now()
    talk = Talk.objects.create(
        membership=member,
        held_on=today,
        audience="Parent night",
        people=40,
        logged_at=now,
        logged_by=account,
    )
    series = f"SELECT g FROM generate_series(2, {TALKS}) g"
    copies(talk, series, audience="'Parent night ' || s.g")
    JoinRules.objects.create(coalition=ground.coalition, is_open=True)
    asked = JoinRequest.objects.create(
        coalition=ground.coalition,
        state="waiting",
        name="Bench",
        email="asks@bench.example",
        wanted="champion",
        why="I know most families on our street.",
        asked_at=now,
        confirmed_at=now,
        answer_due_on=today,
    )
    copies(
        asked,
        f"SELECT g FROM generate_series(2, {ASKED}) g",
        email="'asks' || s.g || '@bench.example'",
    )


def first_brief(ground: Ground) -> Brief:
    """The first of the library, which was answered."""
    return ground.coalition.briefs.earliest("position", "pk")
