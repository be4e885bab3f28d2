"""No secret is ever in an archive: marks stand in every column that holds one."""

import io

import pgtrigger
import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.utils import timezone

from coalitions.invitations.models import Invitation
from coalitions.meetings.models.draft import MinutesDraft
from coalitions.people.models import RosterIdentity
from coalitions.rosters.models import PeopleFile
from plans.word_in.models.word_file import WordFile
from plans.writing.models import Draft
from safety_portal.core.accounts.models import SignInEvent, User
from safety_portal.core.notices.models import Message
from safety_portal.portal.coalition_export.offers import NOT_TAKEN, OWN, REFERENCED
from safety_portal.portal.coalition_export.writers.takeaway import take_away
from tests.portal.coalition_export.conftest import Opened
from training.transcripts.models import TrainingFile

pytestmark = pytest.mark.django_db
MARK = "planted-where-secrets-are"
# Every column that lets its reader act as somebody, or that is nobody's but its writer's.
COLUMNS = [
    (User, "password", MARK),
    (User, "email", f"{MARK}@example.org"),
    (Invitation, "token_hash", MARK),
    (Message, "text", MARK),
    (Message, "html", MARK),
    (Message, "calendar", MARK),
    (Message, "parts", [MARK]),
    (Message, "dedupe_key", MARK),
    (Message, "last_error", MARK),
    (PeopleFile, "content", {"roster": MARK}),
    (PeopleFile, "choices", {"people": MARK}),
    (TrainingFile, "content", MARK.encode()),
    (WordFile, "content", MARK.encode()),
    (Draft, "html", MARK),
    (MinutesDraft, "guests", MARK),
    (Authenticator, "data", {"secret": MARK}),
    (Session, "session_data", MARK),
    (RosterIdentity, "sourced_id", MARK),
]


@pytest.fixture(scope="module")
def marked(world):
    """Who has a second step, a session, a draft, a file that waits: rows the marks go into."""
    own, now = world.places["own"], timezone.now()
    account = own.administrator
    Authenticator.objects.create(user=account, type="totp", data={})
    Session.objects.create(session_key="x", session_data="", expire_date=now)
    SignInEvent.objects.create(
        account=account, outcome="signed_in", ip="127.0.0.1", address_hash=MARK
    )
    person = own.membership.person
    RosterIdentity.objects.create(
        district=person.district, person=person, source="oneroster", sourced_id="1"
    )
    return own


@pytest.mark.parametrize(
    ("model", "column", "secret"), COLUMNS, ids=lambda each: getattr(each, "__name__", None)
)
def test_a_mark_in_this_column_is_nowhere_in_the_archive(marked, model, column, secret):
    row = model._base_manager.order_by("pk").filter(**_of_own(model, marked)).first()
    assert row is not None
    before = getattr(row, column)
    with pgtrigger.ignore():
        model._base_manager.filter(pk=row.pk).update(**{column: secret})
        try:
            file = io.BytesIO()
            take_away(marked.coalition, file)
        finally:
            model._base_manager.filter(pk=row.pk).update(**{column: before})
    assert MARK.encode() not in Opened(file.getvalue()).everything


def _of_own(model, place):
    """A row that the archive would reach if it took its model."""
    fields = {field.name for field in model._meta.get_fields()}
    if model is User:
        return {"pk": place.administrator.pk}
    if "scope" in fields:
        return {"scope": place.coalition.pk}
    return {"coalition": place.coalition.pk} if "coalition" in fields else {}


def test_a_mark_that_belongs_there_is_found(marked):
    """The test above would find what it looks for."""
    file = io.BytesIO()
    marked.coalition.seats.update(why=MARK)
    take_away(marked.coalition, file)
    assert MARK.encode() in Opened(file.getvalue()).everything


def test_columns_of_what_is_taken_are_no_other_than_those_that_were_looked_at():
    """What is planted into a model that is taken stands in a column that is left out."""
    taken = {rows.model: rows for rows in (*OWN, *REFERENCED)}
    for model, column, _ in COLUMNS:
        assert model in NOT_TAKEN or column not in getattr(taken.get(model), "keys", ())
