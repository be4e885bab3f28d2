"""What is typed into the forms of agreements: what they begin with, keep, and say no to."""

import pytest

from coalitions.agreements.forms.agreement import (
    AgreementForm,
    AmendForm,
    ChangeForm,
    EndForm,
    ReviewForm,
)
from coalitions.agreements.forms.assigning import AssignForm, AssignmentForm
from coalitions.agreements.forms.papers import PaperForm
from coalitions.agreements.models.agreement import Agreement, AgreementParty
from coalitions.agreements.models.paper import AgreementPaper
from tests import builders
from tests.agreeing import make_agreement, make_assignment
from tests.coalitions.agreements.acting import DAY, TODAY
from tests.coalitions.agreements.conftest import text

pytestmark = pytest.mark.django_db


def typed(coalition, **changed):
    given = {
        "title": "SRO program",
        "kind": "law_enforcement",
        "terms": "One officer.",
        "schools": [coalition.school_id] if coalition.school_id else [],
        "party_1": "Cedar County Schools",
        "starts_on": TODAY,
        "ends_on": TODAY + 400 * DAY,
    }
    return given | changed


def form(coalition, **changed):
    return AgreementForm(typed(coalition, **changed), coalition=coalition, button="Record")


def parties(bound):
    assert bound.is_valid(), bound.errors
    return [(party["name"], party["agency"]) for party in bound.cleaned_data["parties"]]


@pytest.fixture
def fire(coalition):
    return builders.make_agency(district=coalition.district, name="Fire District 2")


@pytest.fixture
def sheriff(coalition):
    return builders.make_agency(district=coalition.district, name="Sheriff")


def test_a_new_one_begins_with_one_s_own_side(coalition):
    shown = AgreementForm(coalition=coalition, button="Record")
    assert shown["party_1"].initial == coalition.district.name
    assert shown["schools"].initial == [coalition.school_id]


def test_an_agency_stands_under_its_own_name(coalition, fire):
    bound = form(coalition, agency_2=fire.pk)
    assert parties(bound) == [("Cedar County Schools", None), ("Fire District 2", fire)]


def test_a_name_that_is_written_beside_an_agency_is_the_paper_s(coalition, fire):
    assert parties(form(coalition, party_1="FD2", agency_1=fire.pk)) == [("FD2", fire)]


def test_lines_that_are_left_empty_between_are_no_parties(coalition):
    assert [name for name, _ in parties(form(coalition, party_5="Armory"))] == [
        "Cedar County Schools",
        "Armory",
    ]


@pytest.mark.parametrize("name", ["\u202e", "\u200b", "   "])
def test_a_party_that_nobody_sees_is_none(coalition, name):
    assert parties(form(coalition, party_1=name)) == []


def test_who_signed_for_nobody_is_asked(coalition):
    bound = form(coalition, signer_3="Ana Roe")
    assert not bound.is_valid()
    assert [*bound.errors] == ["party_3"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": "x" * 201}, "title"),
        ({"terms": "x" * 20_001}, "terms"),
        ({"kind": "favor"}, "kind"),
        ({"starts_on": ""}, "starts_on"),
        ({"starts_on": "tomorrow"}, "starts_on"),
        ({"title": "a\x00b"}, "title"),
        ({"terms": "a\x00b"}, "terms"),
        ({"party_1": "a\x00b"}, "party_1"),
        ({"agency_1": "999999"}, "agency_1"),
        ({"agency_1": "x"}, "agency_1"),
        ({"schools": ["x"]}, "schools"),
        ({"schools": []}, "schools"),
    ],
)
def test_bad_input_is_said_at_its_field(coalition, changed, field):
    bound = form(coalition, **changed)
    assert not bound.is_valid()
    assert [*bound.errors] == [field]


def test_an_agency_or_school_of_another_district_is_no_choice(coalition, foreign):
    agency = builders.make_agency(district=foreign.district)
    assert "agency_1" in form(coalition, agency_1=agency.pk).errors
    assert "schools" in form(coalition, schools=[foreign.school_id]).errors


def test_another_agency_in_a_change_brings_its_own_name(coalition, fire, sheriff):
    """The name that stood there was the first agency's; it does not stay beside the second."""
    draft = make_agreement(coalition=coalition, signed_on=None, parties=[])
    AgreementParty.objects.create(agreement=draft, name=fire.name, agency=fire)
    shown = ChangeForm(coalition=coalition, button="Save", shown=draft)
    sent = {name: shown[name].initial for name in shown.fields if shown[name].initial is not None}
    sent["agency_1"] = sheriff.pk
    bound = ChangeForm(sent, coalition=coalition, button="Save", shown=draft)
    assert parties(bound) == [("Sheriff", sheriff)]


def test_a_change_that_is_sent_as_it_is_keeps_every_party(coalition, fire):
    draft = make_agreement(coalition=coalition, signed_on=None, parties=["Armory"])
    AgreementParty.objects.create(agreement=draft, name="FD2 of old", agency=fire, position=1)
    shown = ChangeForm(coalition=coalition, button="Save", shown=draft)
    sent = {name: shown[name].initial for name in shown.fields if shown[name].initial is not None}
    bound = ChangeForm(sent, coalition=coalition, button="Save", shown=draft)
    assert parties(bound) == [("Armory", None), ("FD2 of old", fire)]
    assert bound.cleaned_data["version"] == draft.version


@pytest.mark.parametrize("version", ["", "0", "-1", "x", str(2**31), "1e3"])
def test_a_version_that_is_none_is_refused(coalition, version):
    agreement = make_agreement(coalition=coalition)
    sent = {"version": version, "terms": "More.", "amended_on": TODAY, "because": "So."}
    bound = AmendForm(sent | {"schools": [coalition.school_id]}, shown=agreement)
    assert [*bound.errors] == ["version"]


@pytest.mark.parametrize("made", [ReviewForm, EndForm, PaperForm])
def test_an_empty_form_says_each_field_it_needs(made):
    bound = made({})
    needed = [name for name, field in bound.fields.items() if field.required]
    assert [*bound.errors] == needed
    assert needed


def test_a_school_is_not_asked_which_and_a_district_is(coalition, district_coalition):
    own = AgreementForm(coalition=coalition, button="Record")
    assert own["schools"].field.widget.is_hidden
    of_district = AgreementForm(coalition=district_coalition, button="Record")
    assert not of_district["schools"].field.widget.is_hidden
    assert [*of_district["schools"].field.queryset] == [coalition.school]


def test_an_assignment_offers_officers_of_the_coalition_alone(coalition, sibling):
    officer = builders.make_member(coalition=coalition, role="sro").people.get()
    builders.make_member(coalition=coalition, role="fire")
    builders.make_member(coalition=sibling, role="sro")
    shown = AssignForm(coalition=coalition, on=TODAY)
    assert [*shown.fields["person"].queryset] == [officer]


def test_an_assignment_keeps_the_agreement_that_is_over_as_a_choice(coalition):
    officer = builders.make_member(coalition=coalition, role="sro").people.get()
    over, holds = (
        make_agreement(coalition=coalition, ends_on=day) for day in (TODAY - DAY, TODAY + DAY)
    )
    assignment = make_assignment(
        person=officer, school=coalition.school, coalition=coalition, agreement=over
    )
    shown = AssignmentForm(assignment=assignment, on=TODAY)
    assert {*shown.fields["agreement"].queryset} == {over, holds}
    assert {*AssignForm(coalition=coalition, on=TODAY).fields["agreement"].queryset} == {holds}


def test_a_stale_form_is_shown_again_with_what_was_typed(post, coalition, administrator):
    agreement = make_agreement(coalition=coalition, version=4)
    sent = {
        "version": 3,
        "terms": "Words that took an hour.",
        "schools": [coalition.school_id],
        "ends_on": agreement.ends_on,
        "amended_on": TODAY,
        "because": "So.",
    }
    answer = post(administrator, "agreement_amend", coalition.slug, agreement.pk, **sent)
    assert answer.status_code == 409
    assert "was changed while you had it open" in text(answer)
    assert "Words that took an hour." in text(answer)


@pytest.mark.parametrize("title", ["\u202e", "\u200b \u2060", "   ", ""])
def test_a_paper_without_a_title_is_one_sentence(post, coalition, agreement, administrator, title):
    sent = {"title": title, "sensitivity": "members"}
    sent["file"] = builders.file("signed.pdf", b"%PDF-1.7 signed")
    answer = post(administrator, "agreement_add_paper", coalition.slug, agreement.pk, **sent)
    assert answer.status_code == 422
    assert not AgreementPaper.objects.exists()


@pytest.mark.parametrize("name", ["agreement_change", "agreement_withdraw"])
def test_a_page_for_drafts_says_so_where_it_is_in_force(page, coalition, administrator, name):
    agreement = make_agreement(coalition=coalition)
    answer = page(administrator, name, coalition.slug, agreement.pk)
    assert answer.status_code == 409
    assert "Amend it, renew it or end it" in text(answer)


@pytest.mark.parametrize(
    "name", ["agreement_amend", "agreement_review", "agreement_end", "agreement_renew"]
)
def test_a_page_for_what_holds_says_so_of_a_draft(page, coalition, administrator, name):
    draft = make_agreement(coalition=coalition, signed_on=None)
    answer = page(administrator, name, coalition.slug, draft.pk)
    assert answer.status_code == 409
    assert "Change it, or withdraw it" in text(answer)
    assert Agreement.objects.get().version == 1
