"""The walk without a script, and the pages around it."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from plans.assessments.models.answer import Answer, Photo, counting
from plans.assessments.models.assessment import Assessment
from plans.assessments.models.checklist import Checklist
from tests import builders, walks

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def text_of(response):
    return " ".join(response.content.decode().split())


def at(site, name, *more):
    return reverse(name, args=[site.school.slug, site.walk.pk, *more])


def png():
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(out, "PNG")
    return SimpleUploadedFile("a.png", out.getvalue())


def said(**more):
    return {"key": str(uuid.uuid4()), "answer": "no", "note": "Door 4."} | more


def test_one_question_a_screen_says_where_one_is_and_what_was_said_last_time(walker, site):
    before = walks.make_assessment(coalition=site.school, lead=site.lead, state="finished")
    walks.make_answer(assessment=before, answer="partly", note="Wing B done.")
    shown = text_of(walker.get(at(site, "assessment_walk", "building.01")))
    assert "Item 4 of 6" in shown
    assert "Is building.01 in place?" in shown
    assert "Last time: partly" in shown
    assert "Wing B done." in shown
    other = text_of(walker.get(at(site, "assessment_walk", "digital.01")))
    assert "No answer from last time." in other


def test_an_answer_goes_on_to_the_next_that_is_open(walker, site):
    response = walker.post(at(site, "assessment_walk", "district.01"), said(severity="3"))
    assert response["Location"] == at(site, "assessment_walk", "digital.01")
    row = Answer.objects.get()
    assert (row.item, row.severity, row.sureness) == ("district.01", 3, "")
    last = [question.code for question in site.walk.questions][1:]
    for code in last:
        response = walker.post(at(site, "assessment_walk", code), said(answer="yes"))
    assert response["Location"] == at(site, "assessment")
    assert "All 6 items answered; finish the walk" in text_of(walker.get(at(site, "assessment")))


def test_a_double_click_is_one_answer_and_one_photo(walker, site):
    given = said()
    for _ in range(2):
        walker.post(at(site, "assessment_walk", "building.01"), given | {"photos": png()})
    assert (Answer.objects.count(), Photo.objects.count()) == (1, 1)


def test_the_form_keeps_what_was_typed_where_the_answer_is_missing(walker, site):
    given = said()
    del given["answer"]
    response = walker.post(at(site, "assessment_walk", "building.01"), given)
    assert response.status_code == 422
    shown = text_of(response)
    assert "Choose yes, partly, no, or does not apply." in shown
    assert "Door 4." in shown
    assert not Answer.objects.exists()


def test_a_photo_that_is_none_is_refused_and_the_answer_waits(walker, site):
    wrong = SimpleUploadedFile("a.jpg", b"no picture")
    response = walker.post(at(site, "assessment_walk", "building.01"), said() | {"photos": wrong})
    assert response.status_code == 422
    assert "JPEG or PNG" in text_of(response)
    assert not Answer.objects.exists()


def test_a_second_answer_keeps_the_photos_of_the_first(walker, site):
    walker.post(at(site, "assessment_walk", "building.01"), said() | {"photos": png()})
    walker.post(at(site, "assessment_walk", "building.01"), said(answer="partly"))
    first, second = Answer.objects.order_by("pk")
    assert first.photos == second.photos != []
    shown = text_of(walker.get(at(site, "assessment_walk", "building.01")))
    assert "Partly, answered" in shown
    assert "Before that no" in shown
    photo = walker.get(at(site, "assessment_photo", first.photos[0]))
    assert photo["Content-Type"] == "image/png"


def test_of_two_people_the_item_says_who_answered(client, site):
    walks.make_answer(assessment=site.walk, by=site.administrator)
    client.force_login(site.sro)
    shown = text_of(client.get(at(site, "assessment_walk", "building.01")))
    assert "by administrator of Juniper" in shown
    client.post(at(site, "assessment_walk", "building.01"), said(answer="yes"))
    counts = counting(list(Answer.objects.all()))["building.01"]
    assert (counts.answer, counts.answered_by) == ("yes", site.sro)
    assert Answer.objects.count() == 2


def test_an_item_that_the_walk_does_not_ask_is_not_there(walker, site):
    assert walker.get(at(site, "assessment_walk", "roof.99")).status_code == 404


def test_a_walk_that_is_over_takes_nothing_more(walker, site):
    Assessment.objects.filter(pk=site.walk.pk).update(
        state="called_off", called_off_at=timezone.now(), called_off_by=site.sro, reason="Snow"
    )
    response = walker.post(at(site, "assessment_walk", "building.01"), said())
    assert response.status_code == 409
    assert "called this walk off" in text_of(response)


def test_the_walk_page_takes_the_same_queries_however_many_answers(
    walker, site, django_assert_max_num_queries
):
    address = at(site, "assessment_walk", "building.01")

    def queries():
        with django_assert_max_num_queries(60) as captured:
            assert walker.get(address).status_code == 200
        return len(captured)

    walker.get(address)
    walks.make_answer(assessment=site.walk)
    few = queries()
    for _ in range(49):
        walks.make_answer(
            assessment=site.walk, photos=[walks.make_photo(assessment=site.walk).sha256]
        )
    assert queries() == few


def test_a_walk_is_planned_from_the_page(walker, site):
    address = reverse("finding_plan_walk", args=[site.school.slug])
    form = walker.get(address).context["form"]
    assert form.initial["lead"] == site.lead
    given = {"kind": "whole", "building": "Gym", "planned_on": TODAY, "lead": site.lead.pk}
    wrong = walker.post(address, given | {"planned_on": "2020-01-01"})
    assert wrong.status_code == 422
    assert "This day is over" in text_of(wrong)
    assert 'value="Gym"' in text_of(wrong)
    shown = text_of(walker.post(address, given, follow=True))
    assert "6 items to walk" in shown
    assert "sro of Juniper directs the walk" in shown


def test_a_follow_up_asks_what_is_open_there(walker, site):
    done = walks.make_assessment(
        coalition=site.school, lead=site.lead, state="finished", building="Gym"
    )
    walks.make_finding(assessment=done)
    address = reverse("finding_plan_walk", args=[site.school.slug])
    given = {"kind": "follow_up", "planned_on": TODAY, "lead": site.lead.pk}
    assert "nothing to walk" in text_of(walker.post(address, given | {"building": "Annex"}))
    walker.post(address, given | {"building": "gym"})
    assert Assessment.objects.get(kind="follow_up").items == ["building.01"]


def test_a_walk_is_begun_and_called_off_from_its_page(walker, site):
    response = walker.post(at(site, "assessment_begin"))
    assert response["Location"] == at(site, "assessment_walk_on_phone")
    assert walker.post(at(site, "assessment_call_off"), {"reason": ""}).status_code == 422
    shown = text_of(walker.post(at(site, "assessment_call_off"), {"reason": "Snow."}, follow=True))
    assert "This walk was called off" in shown
    assert walker.post(at(site, "assessment_call_off"), {"reason": "Snow."}).status_code == 409


def test_a_responder_reads_and_is_told_who_walks(client, site):
    client.force_login(site.fire)
    shown = text_of(client.get(at(site, "assessment")))
    assert "Begin the walk" not in shown
    assert "Only administrators and officers" in shown


@pytest.fixture
def district_office(client, site):
    client.force_login(builders.make_member(coalition=site.district, role="administrator"))
    return client


def test_a_checklist_goes_out_and_comes_in_changed_with_a_look_first(district_office, site):
    version = site.walk.checklist
    file = district_office.get(
        reverse("assessment_checklist_file", args=["cedar", version.pk])
    ).content.decode()
    address = reverse("assessment_checklist_import", args=["cedar"])
    upload = SimpleUploadedFile("c.yaml", file.encode())
    assert "The file says what Site assessment, version 1 says" in text_of(
        district_office.post(address, {"file": upload})
    )
    changed = file.replace("Is building.01 in place?", "Do <doors> latch?")
    preview = district_office.post(
        address, {"file": SimpleUploadedFile("c.yaml", changed.encode())}
    )
    shown = text_of(preview)
    assert "0 new, 1 changed, 0 missing, 5 the same" in shown
    assert "Do &lt;doors&gt; latch?" in shown
    assert Checklist.objects.count() == 1
    text = preview.context["form"]["text"].value()
    for _ in range(2):
        district_office.post(address, {"text": text.replace("\n", "\r\n")})
    assert [each.number for each in Checklist.objects.order_by("number")] == [1, 2]
    assert "Do &lt;doors&gt; latch?" in text_of(
        district_office.get(
            reverse("assessment_checklist", args=["cedar", Checklist.objects.latest("pk").pk])
        )
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"schema: 1\ncode: a\ncode: b\n", "Line 3: “code” is said twice."),
        (b"\xff\xfe\x00", "no checklist"),
        (b"x" * 400_001, "larger than a checklist"),
    ],
)
def test_a_file_that_is_no_checklist_is_refused_in_a_sentence(
    district_office, site, content, sentence
):
    address = reverse("assessment_checklist_import", args=["cedar"])
    response = district_office.post(address, {"file": SimpleUploadedFile("c.yaml", content)})
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert Checklist.objects.count() == 1


def test_what_is_posted_past_the_preview_is_read_again(district_office, site):
    address = reverse("assessment_checklist_import", args=["cedar"])
    response = district_office.post(address, {"text": "schema: 1\ncode: a\ncode: b\n"})
    assert response.status_code == 422
    assert "Line 3" in text_of(response)
    assert Checklist.objects.count() == 1


def test_the_starters_are_there_before_the_first_walk(district_office, site):
    shown = text_of(district_office.get(reverse("assessment_checklists", args=["cedar"])))
    assert "Quarterly walk-through" in shown
    file = district_office.get(reverse("assessment_starter_file", args=["cedar", "quarterly_walk"]))
    assert file["Content-Disposition"] == 'attachment; filename="quarterly_walk.yaml"'
    gone = district_office.get(reverse("assessment_starter_file", args=["cedar", "roof"]))
    assert gone.status_code == 302


def test_who_is_a_member_of_school_and_district_is_offered_once(walker, site):
    builders.make_member(coalition=site.district, role="sro", account=site.sro)
    form = walker.get(reverse("finding_plan_walk", args=[site.school.slug])).context["form"]
    offered = [member for member in form.fields["lead"].queryset if member.person.name[:3] == "sro"]
    assert offered == [site.lead]
    assert form.initial["lead"] == site.lead
