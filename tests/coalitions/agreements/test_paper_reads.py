"""Papers: who opened a restricted one and in which role; pictures; what is added and withdrawn."""

import io

import pytest
from PIL import Image

from coalitions.access.roles import Role
from coalitions.agreements.actions.papers import add_paper, note_read, withdraw_paper
from coalitions.agreements.models.paper import AgreementPaper, PaperRead
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.agreeing import make_agreement, make_paper
from tests.coalitions.agreements.acting import audited

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def secret(agreement):
    return make_paper(agreement=agreement, sensitivity="restricted")


def pdf(content=b"%PDF-1.7 signed"):
    return builders.file("signed.pdf", content)


def photo():
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Hallway of the school"
    Image.new("RGB", (40, 30), "navy").save(out, "JPEG", exif=exif)
    return builders.file("photo.jpg", out.getvalue())


def add(agreement, by, **changed):
    said = {"title": "Signed copy", "sensitivity": "members", "file": pdf()}
    return add_paper(agreement=agreement, by=by, **said | changed)


def test_every_opening_of_a_restricted_one_counts(secret, cast):
    for _ in range(2):
        assert note_read(paper=secret, by=cast.fire)
    assert PaperRead.objects.filter(account=cast.fire, role="fire").count() == 2


def test_one_of_members_leaves_no_trace(agreement, cast):
    assert not note_read(paper=make_paper(agreement=agreement), by=cast.fire)
    assert not PaperRead.objects.exists()


def test_the_role_is_the_one_by_which_they_may(coalition, district_coalition, secret):
    """A teacher here who is the fire chief of the district opens it as chief."""
    account = builders.make_member(coalition=coalition, role=Role.TEACHER)
    builders.make_member(coalition=district_coalition, role=Role.FIRE, account=account)
    note_read(paper=secret, by=account)
    assert PaperRead.objects.get().role == "fire"


def test_of_two_roles_that_may_it_is_the_one_held_there(coalition, district_coalition, secret):
    account = builders.make_member(coalition=district_coalition, role=Role.FIRE)
    builders.make_member(coalition=coalition, role=Role.SRO, account=account)
    note_read(paper=secret, by=account)
    assert PaperRead.objects.get().role == "sro"


def test_the_name_stays_as_it_was(secret, cast):
    note_read(paper=secret, by=cast.sro)
    name = str(cast.sro)
    cast.sro.name = "Somebody Else"
    cast.sro.save()
    assert PaperRead.objects.get().reader_name == name


def test_whoever_is_refused_is_not_recorded(page, coalition, secret, cast):
    where = (coalition.slug, secret.agreement_id, secret.pk)
    for account in (cast.teacher, cast.health, cast.parent):
        assert page(account, "agreement_paper", *where).status_code == 404
    assert not PaperRead.objects.exists()


def test_a_paper_of_another_agreement_is_not_there(page, coalition, secret, administrator):
    other = make_paper(agreement=secret.agreement)
    where = (coalition.slug, secret.agreement_id + 1, other.pk)
    assert page(administrator, "agreement_paper", *where).status_code == 404


def test_adding_is_audited_with_its_hash(agreement, administrator):
    paper = add(agreement, administrator, sensitivity="restricted")
    row = AuditRow.objects.get()
    assert row.action == "agreement_paper.added"
    assert row.detail["sha256"] == paper.sha256
    assert row.detail["sensitivity"] == "restricted"


def test_a_picture_loses_where_it_was_taken(agreement, administrator):
    paper = add(agreement, administrator, file=photo())
    with paper.file.open("rb") as stored:
        assert b"Hallway" not in stored.read()


@pytest.mark.parametrize("title", ["", "  ", "\u202e", "\u200b\u2060"])
def test_a_title_that_nobody_sees_is_none(agreement, administrator, kept, title):
    with pytest.raises(Refused, match="with letters") as refused:
        add(agreement, administrator, title=title)
    assert refused.value.field == "title"
    assert builders.stored(kept) == []


def test_a_title_is_one_tidy_line(agreement, administrator):
    assert add(agreement, administrator, title=" Signed\n\u202ecopy ").title == "Signed copy"


def test_a_file_that_is_refused_leaves_nothing_behind(agreement, administrator, kept):
    add(agreement, administrator)
    before = builders.stored(kept)
    with pytest.raises(Refused, match="is there already"):
        add(agreement, administrator, title="Again")
    assert builders.stored(kept) == before
    assert audited() == ["agreement_paper.added"]


def test_the_same_file_belongs_to_two_agreements(agreement, coalition, administrator):
    add(agreement, administrator)
    assert add(make_agreement(coalition=coalition), administrator)


def test_a_paper_is_withdrawn_once(agreement, administrator):
    paper = make_paper(agreement=agreement)
    withdraw_paper(paper=paper, by=administrator, because=" Wrong. ")
    with pytest.raises(WrongState, match="withdrawn already"):
        withdraw_paper(paper=paper, by=administrator, because="Again.")
    paper.refresh_from_db()
    assert paper.withdrawn_because == "Wrong."
    assert audited() == ["agreement_paper.withdrawn"]


@pytest.mark.parametrize("because", ["", " ", "\u200b"])
def test_a_paper_is_not_withdrawn_without_a_reason(agreement, administrator, because):
    paper = make_paper(agreement=agreement)
    with pytest.raises(Refused, match="Say why"):
        withdraw_paper(paper=paper, by=administrator, because=because)
    assert AgreementPaper.objects.filter(withdrawn_at=None).count() == 1


def test_a_withdrawn_one_frees_its_content(agreement, administrator):
    withdraw_paper(paper=add(agreement, administrator), by=administrator, because="Wrong.")
    assert add(agreement, administrator)


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_it_is_kept_once(agreement, administrator, run_at_once, kept):
    def one():
        try:
            return add(agreement, administrator, file=pdf()) and "added"
        except Refused:
            return "refused"

    assert sorted(run_at_once(one, times=2)) == ["added", "refused"]
    assert len(builders.stored(kept)) == 1
