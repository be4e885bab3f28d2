"""What is beside the pages: merged records, looking as another role, the record of changes, tasks."""

import pytest
from django.conf import settings
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.access.view_as import KEY
from coalitions.contacts import tasks
from coalitions.contacts.actions import confirming
from coalitions.contacts.models.contact import Contact
from coalitions.records.actions.merging import merge_people
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.audit.places import urls_of
from safety_portal.core.notices.models import Message
from safety_portal.core.web.secret_addresses import masked
from tests import builders
from tests.calling import make_contact, make_line, make_role, put
from tests.coalitions.contacts.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(district_coalition):
    return builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)


def merge(kept, gone, by):
    said = {"name": kept.name, "email": kept.email, "phone": kept.phone, "account": kept.account}
    return merge_people(kept=kept, gone=gone, by=by, **said)


def test_a_contact_follows_the_record_of_its_person(coalition, district, coordinator):
    kept, gone = (builders.make_person(district=district, name=name) for name in ("Joan", "J."))
    line = make_line(coalition=coalition, person=gone)
    merge(kept, gone, coordinator)
    contact = Contact.objects.get(pk=line.contact_id)
    assert (contact.person, str(contact)) == (kept, "Joan")


def test_where_both_were_contacts_the_second_stays(coalition, district, coordinator):
    kept, gone = (builders.make_person(district=district) for _ in range(2))
    first, second = (make_contact(coalition=coalition, person=each) for each in (kept, gone))
    merge(kept, gone, coordinator)
    assert Contact.objects.get(pk=first.pk).person == kept
    assert Contact.objects.get(pk=second.pk).person == gone


def test_who_looks_as_another_role_prints_and_changes_nothing(
    client, coalition, administrator, role
):
    line = make_line(coalition=coalition, role=role)
    client.force_login(administrator)
    session = client.session
    session[KEY] = {"coalition": coalition.pk, "role": Role.SRO}
    session.save()
    sheet = f"/c/{coalition.slug}/contacts/"
    assert client.get(sheet).status_code == 200
    for address in ("print/", "begin/", f"{line.contact_id}/confirm/"):
        assert client.post(sheet + address).status_code == 403
    assert "Print the sheet" not in text(client.get(sheet))


def test_the_record_of_changes_leads_to_the_contact(coalition, administrator):
    contact = make_contact(coalition=coalition)
    confirming.confirm_contact(contact=contact, by=administrator)
    row = AuditRow.objects.get()
    assert row.scope == coalition.pk
    assert urls_of([row]) == {row.pk: f"/c/{coalition.slug}/contacts/{contact.pk}/"}


def test_no_log_holds_the_link():
    assert masked("GET /contacts/confirm/WzE2XQ:1x:y/") == "GET /contacts/confirm/***/"


@pytest.mark.parametrize("task", [tasks.ask_contacts, tasks.forget_contacts])
def test_the_tasks_are_scheduled_and_run_twice(coalition, task):
    make_line(coalition=coalition, email="desk@example.org")
    scheduled = {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()}
    assert task.name in scheduled
    for _ in range(2):
        task()
    assert Message.objects.count() == (task is tasks.ask_contacts)


def test_a_person_of_whom_the_record_was_forgotten_is_still_called(coalition, administrator):
    person = builders.make_person(district=coalition.district, email="joan@example.org")
    line = make_line(coalition=coalition, person=person)
    person.email, person.forgotten_at = "", timezone.now()
    person.save(update_fields=["email", "forgotten_at"])
    assert Contact.objects.get(pk=line.contact_id).day_phone == "989-555-0150"


def test_the_coalition_has_a_tab(client, coalition, administrator):
    client.force_login(administrator)
    shown = text(client.get(f"/c/{coalition.slug}/contacts/"))
    assert f'href="/c/{coalition.slug}/contacts/" aria-current="page"' in shown
    parent = builders.make_member(coalition=coalition, role=Role.PARENT)
    client.force_login(parent)
    assert "/contacts/" not in text(client.get(f"/c/{coalition.slug}/meetings/"))


def test_the_district_leads_to_the_sheets_of_its_schools(client, coalition, coordinator):
    district = coordinator.people.get().memberships.get().coalition
    client.force_login(coordinator)
    shown = text(client.get(f"/c/{district.slug}/contacts/"))
    assert "This is the sheet of the district itself. Each school has its own" in shown


def test_a_dispatcher_without_a_membership_here_finds_nothing(client, coalition, outsider, role):
    put(make_contact(coalition=coalition), make_role(coalition=coalition))
    agency = builders.make_agency(district=coalition.district)
    client.force_login(outsider)
    assert client.get(f"/c/{coalition.slug}/contacts/agencies/{agency.pk}/").status_code == 404
