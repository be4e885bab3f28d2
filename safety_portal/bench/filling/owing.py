"""What people owe in a bench.

Chairs, designees, a plan that waits for signatures in each coalition, protocols half read.

Without them the query of what is owed, the dearest of most pages, answers about tables that are
empty.
"""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from coalitions.access.roles import GROUP_OF, MAY_SIGN, Role
from coalitions.memberships.models.designation import Designation
from coalitions.memberships.models.membership import Membership
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from plans.editions.models.plan import Plan
from plans.protocols.models import Acknowledgement
from plans.signing.models import Signature
from safety_portal.bench.filling.copying import copies

# A fire chief answers for several schools; a coalition asks the holders of some seats.
SCHOOLS_OF_A_CHIEF, SIGNERS = 10, 6
SIGNING = ", ".join(f"'{role}'" for role, group in GROUP_OF.items() if group in MAY_SIGN)


def make_owing(accounts, edition):
    """Chairs, designees and asked signatures in every coalition there is; `edition` is the
    district's in force.
    """
    chief, by = accounts[Role.FIRE], accounts[Role.ADMINISTRATOR]
    membership = Membership.objects.get(person__account=chief)
    schools = f"SELECT id FROM coalitions_coalition WHERE school_id IS NOT NULL ORDER BY id LIMIT {SCHOOLS_OF_A_CHIEF}"
    copies(membership, schools, coalition="s.id")
    Membership.objects.filter(
        pk__in=Membership.objects.order_by("coalition", "pk").distinct("coalition")
    ).update(is_chair=True)
    _awaiting_signatures(edition, membership, by)
    _designees(by)


def acknowledged(edition, *, by):
    """Every second teacher of the plan's coalition has read its protocol, if they have not yet."""
    section = edition.sections.filter(protocol_for__contains=[Role.TEACHER]).get()
    teachers = Membership.objects.filter(coalition=edition.plan.coalition_id, role=Role.TEACHER)
    unread = teachers.exclude(person__acknowledgements__section=section).exclude(person__account=by)
    people = list(unread.order_by("person").values_list("person", flat=True).distinct()[::2])
    Acknowledgement.objects.bulk_create(
        Acknowledgement(
            person_id=person,
            section=section,
            lineage=section.lineage,
            protocol_hash=section.protocol_hash,
            made_at=timezone.now(),
            made_by=by,
        )
        for person in people
    )


def much_owed(ground, number, *, due_on, later_on):
    """Ask `number` more signatures, spread over all members there are.

    Of every hundredth by `due_on`, the others by `later_on`.
    """
    by, members = ground.accounts[Role.ADMINISTRATOR], Membership.objects.count()
    asked = Signature.objects.filter(edition__plan__title="Bus plan").earliest("pk")
    source = """
        SELECT edition.id AS edition, m.id AS membership, m.role, (m.id + %s) %% 100 = 0 AS is_soon
        FROM plans_plan plan JOIN plans_edition edition ON edition.plan_id = plan.id
        JOIN coalitions_membership m ON m.coalition_id = plan.coalition_id WHERE plan.title = '%s' ORDER BY m.id LIMIT %s
    """
    for plan in range(-(-number // members)):
        title, asked_here = f"Plan {plan}", min(members, number - plan * members)
        _frozen(title, ground.edition, by)
        days = f"CASE WHEN s.is_soon THEN '{due_on}'::date ELSE '{later_on}'::date END"
        copies(
            asked,
            source % (plan, title, asked_here),
            edition="s.edition",
            membership="s.membership",
            due_on=days,
        )
    analyze()


def analyze():
    """Let the database tidy up and know what there is now, as it does of itself within a minute.

    Not while pages are measured.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)")


def _frozen(title, edition, by):
    """A plan of this title in every coalition, frozen; the edition of the one in the district's."""
    now = timezone.now()
    plan = Plan.objects.create(
        coalition=edition.plan.coalition, title=title, created_at=now, created_by=by
    )
    others = f"SELECT id FROM coalitions_coalition WHERE id <> {plan.coalition_id}"
    copies(plan, others, coalition="s.id")
    first = Edition.objects.create(plan=plan, number=1, created_at=now, created_by=by)
    copies(
        first, f"SELECT id FROM plans_plan WHERE title = '{title}' AND id <> {plan.pk}", plan="s.id"
    )
    editions = Edition.objects.filter(plan__title=title)
    editions.update(status=EditionStatus.IN_REVIEW)
    frozen = {"content_hash": "0" * 64, "serialiser_version": 1, "frozen_at": now, "frozen_by": by}
    editions.update(status=EditionStatus.AWAITING_SIGNATURES, **frozen)
    return first


def _awaiting_signatures(edition, membership, by):
    """A second plan in every coalition, frozen.

    The holders of its first seats are asked, and the chief wherever a member.
    """
    first = _frozen("Bus plan", edition, by)
    due = timezone.localdate() + timedelta(days=5)
    asked = Signature.objects.create(
        edition=first,
        membership=membership,
        seat_title="Fire chief",
        signer_name=membership.person.name,
        signer_role=membership.role,
        content_hash="0" * 64,
        asked_at=timezone.now(),
        due_on=due,
    )
    signers = f"""
        SELECT edition.id AS edition, m.id AS membership, person.name, m.role FROM (
            SELECT *, row_number() OVER (PARTITION BY coalition_id ORDER BY person_id = {membership.person_id} DESC, id) n
            FROM coalitions_membership WHERE role IN ({SIGNING})
        ) m JOIN plans_plan plan ON plan.coalition_id = m.coalition_id AND plan.title = 'Bus plan'
        JOIN plans_edition edition ON edition.plan_id = plan.id JOIN coalitions_person person ON person.id = m.person_id
        WHERE m.n <= {SIGNERS} AND m.id <> {membership.pk}
    """
    copies(
        asked,
        signers,
        edition="s.edition",
        membership="s.membership",
        signer_name="s.name",
        signer_role="s.role",
    )


def _designees(by):
    """In every coalition the first who was asked has named the second."""
    pairs = """
        SELECT holder, designee FROM (
            SELECT m.id AS holder, lead(m.id) OVER (PARTITION BY m.coalition_id ORDER BY m.id) AS designee,
                   row_number() OVER (PARTITION BY m.coalition_id ORDER BY m.id) AS n
            FROM coalitions_membership m JOIN plans_signature asked ON asked.membership_id = m.id
        ) pair WHERE n = 1 AND designee IS NOT NULL
    """
    today, now = timezone.localdate(), timezone.now()
    two = Membership.objects.filter(signatures__isnull=False).order_by("coalition", "pk")
    holder = two.first()
    designee = (
        two.exclude(pk=holder.pk)
        .filter(coalition=holder.coalition_id)
        .exclude(person=holder.person_id)
        .first()
    )
    first = Designation.objects.create(
        holder=holder,
        designee=designee,
        starts_on=today,
        ends_on=today + timedelta(days=90),
        because="Away in the summer.",
        named_at=now,
        named_by=by,
    )
    copies(
        first,
        f"SELECT * FROM ({pairs}) p WHERE holder <> {holder.pk}",
        holder="s.holder",
        designee="s.designee",
    )
