"""What is written when an agreement is recorded, put right and renewed."""

import pytest

from coalitions.agreements.models.agreement import Agreement
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.agreeing import make_agreement, renew
from tests.coalitions.agreements.acting import (
    DAY,
    TODAY,
    audited,
    change,
    fresh,
    recorded,
    renewed,
    withdraw,
)

pytestmark = pytest.mark.django_db


def party(name, agency=None, signed_by=""):
    return {"name": name, "agency": agency, "signed_by": signed_by}


def test_the_audit_row_has_the_days(coalition, administrator):
    recorded(coalition, administrator, signed_on=None)
    detail = AuditRow.objects.get().detail
    assert detail["kind"] == "law_enforcement"
    assert (detail["signed_on"], detail["starts_on"]) == ("", str(TODAY))


def test_parties_keep_their_order_and_their_agency(coalition, administrator):
    fire = builders.make_agency(district=coalition.district, name="Fire District 2")
    made = recorded(
        coalition, administrator, parties=[party("Zebra"), party("Fire", fire), party("Armory")]
    )
    assert [each.name for each in made.parties.all()] == ["Zebra", "Fire", "Armory"]
    assert made.parties.all()[1].agency == fire


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  SRO   program ", "SRO program"),
        ("SRO\u202eprogram", "SROprogram"),
        ("SRO\nprogram", "SRO program"),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_title_is_one_tidy_line(coalition, administrator, typed, kept):
    assert recorded(coalition, administrator, title=typed).title == kept


def test_the_same_title_from_another_day_is_another_agreement(coalition, administrator):
    recorded(coalition, administrator)
    assert recorded(coalition, administrator, starts_on=TODAY + DAY)
    assert recorded(coalition, administrator, kind="medical")


def test_the_same_again_is_refused_at_the_title(coalition, administrator):
    recorded(coalition, administrator)
    with pytest.raises(Refused, match="written down already") as refused:
        recorded(coalition, administrator, title=" SRO  program")
    assert refused.value.field == "title"


def test_another_coalition_may_have_the_same(coalition, sibling, administrator):
    recorded(coalition, administrator)
    other = builders.make_member(coalition=sibling, role="administrator")
    assert recorded(sibling, other)


def test_what_was_withdrawn_may_be_recorded_again(coalition, administrator):
    draft = recorded(coalition, administrator, signed_on=None)
    withdraw(draft, administrator)
    assert recorded(coalition, administrator).pk != draft.pk


def test_nothing_is_half_written(coalition, administrator):
    with pytest.raises(Refused, match="named twice"):
        recorded(coalition, administrator, parties=[party("Fire"), party("FIRE")])
    assert not Agreement.objects.exists()
    assert audited() == []


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_it_is_recorded_once(coalition, administrator, run_at_once):
    def one():
        try:
            return recorded(coalition, administrator) and "recorded"
        except Refused:
            return "refused"

    assert sorted(run_at_once(one, times=3)) == ["recorded", "refused", "refused"]
    assert Agreement.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_renewed_by_two_at_once_it_has_one_renewal(coalition, administrator, run_at_once):
    old = make_agreement(coalition=coalition)
    titles = iter(("One", "Two"))

    def one():
        try:
            return renewed(old, administrator, title=next(titles)) and "renewed"
        except Refused:
            return "refused"

    assert sorted(run_at_once(one, times=2)) == ["refused", "renewed"]
    assert old.replaced_by.count() == 1


def test_a_change_takes_the_parties_anew(coalition, administrator):
    draft = recorded(coalition, administrator, signed_on=None)
    change(draft, administrator, signed_on=None, parties=[party("Police", signed_by="Ana Roe")])
    assert [(each.name, each.signed_by) for each in draft.parties.all()] == [("Police", "Ana Roe")]


def test_a_change_that_is_refused_keeps_the_parties(coalition, administrator):
    draft = recorded(coalition, administrator, signed_on=None)
    with pytest.raises(Refused):
        change(draft, administrator, signed_on=None, parties=[])
    assert [each.name for each in draft.parties.all()] == ["Sheriff"]
    assert fresh(draft).version == 1


def test_a_change_of_nothing_is_no_doubled_title(coalition, administrator):
    draft = recorded(coalition, administrator, signed_on=None)
    assert change(draft, administrator, signed_on=None).version == 2


def test_a_change_into_another_one_is_refused(coalition, administrator):
    recorded(coalition, administrator)
    draft = recorded(coalition, administrator, title="Draft", signed_on=None)
    with pytest.raises(Refused, match="written down already"):
        change(draft, administrator, signed_on=None)


def test_changed_twice_from_one_form_the_second_is_refused(coalition, administrator):
    draft = recorded(coalition, administrator, signed_on=None)
    change(draft, administrator, version=1, signed_on=None, title="First")
    with pytest.raises(WrongState, match="was changed while you had it open"):
        change(draft, administrator, version=1, signed_on=None, title="Second")
    assert fresh(draft).title == "First"


def test_a_draft_renewal_is_not_moved_before_what_it_renews(coalition, administrator):
    old = make_agreement(coalition=coalition)
    draft = renew(old, signed_on=None)
    with pytest.raises(Refused, match="begins after") as refused:
        change(draft, administrator, signed_on=None, starts_on=old.starts_on)
    assert refused.value.field == "starts_on"


def test_signing_a_draft_of_a_renewal_replaces_the_old_one(coalition, administrator):
    old = make_agreement(coalition=coalition)
    draft = renew(old, signed_on=None, starts_on=TODAY)
    assert fresh(old).standing == "in_force"
    change(draft, administrator, title=draft.title)
    assert fresh(old).standing == "replaced"


def test_the_last_of_a_chain_names_the_first(coalition, administrator):
    first = make_agreement(coalition=coalition)
    second = renewed(first, administrator, starts_on=TODAY)
    third = renewed(second, administrator, title="Third")
    assert (third.replaces, third.first) == (second, first)


def test_what_was_renewed_is_not_renewed_beside_it(coalition, administrator):
    first = make_agreement(coalition=coalition)
    renewed(first, administrator)
    with pytest.raises(Refused, match=r"already\. Open it instead"):
        renewed(first, administrator, title="Another")


def test_a_renewal_without_a_day_between_is_fine(coalition, administrator):
    old = make_agreement(coalition=coalition, ends_on=TODAY)
    new = renewed(old, administrator, starts_on=TODAY + DAY)
    assert fresh(new, on=TODAY + DAY).standing == "in_force"
    assert fresh(old, on=TODAY + DAY).standing == "replaced"


def test_a_renewal_says_so_in_the_audit(coalition, administrator):
    old = make_agreement(coalition=coalition)
    new = renewed(old, administrator)
    row = AuditRow.objects.get()
    assert (row.action, row.scope, int(row.subject_id)) == (
        "agreement.renewed",
        coalition.pk,
        new.pk,
    )
