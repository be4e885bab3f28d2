"""An action item asks to change a section; the page says so until an edition in force has done it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from plans.editions.models.edition import Edition
from plans.required_changes.actions import name_section, withdraw_change
from plans.required_changes.models import RequiredChange
from plans.required_changes.queries import items_asking, sections_asked, sections_to_name
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import action_items, builders

pytestmark = pytest.mark.django_db
ASKS = "An action item asks"


@pytest.fixture
def item(coalition, cast):
    return action_items.make_item(coalition=coalition, what="Say who carries a radio")


@pytest.fixture
def section(plan):
    """In force since yesterday."""
    edition = builders.make_edition(plan=plan)
    section = builders.make_section(edition=edition, title="Radios", html="<p>One radio.</p>")
    put_in_force(edition, days=-1)
    return section


def put_in_force(edition, *, days=0):
    builders.force_status(edition, "in_force")
    Edition.objects.filter(pk=edition.pk).update(
        in_force_at=timezone.now() + timedelta(days=days, seconds=1),
        in_force_by=builders.make_account(),
    )
    edition.refresh_from_db()


def next_edition(section, *, html):
    """The edition after that of a section, with another text of it, or without it (None)."""
    old = section.edition
    edition = builders.make_edition(plan=old.plan, number=old.number + 1, based_on=old)
    if html is not None:
        builders.make_section(edition=edition, title="Radios", html=html, lineage=section.lineage)
    else:
        builders.make_section(
            edition=edition,
            title="Radios",
            lineage=section.lineage,
            removed_at=timezone.now(),
            removed_by=builders.make_account(),
        )
    return edition


def replace(old, new):
    builders.force_status(old, "superseded")
    put_in_force(new)


def named(item, section, by):
    return name_section(item=item, section=section, by=by)


class TestNaming:
    def test_an_administrator_names_a_section_by_its_lineage(self, item, section, administrator):
        change = named(item, section, administrator)
        assert (change.plan, change.lineage) == (section.edition.plan, section.lineage)
        row = AuditRow.objects.about(item).get()
        assert (row.action, row.detail["section"]) == ("action_item_section.named", "Radios")

    @pytest.mark.parametrize("role", ["sro", "fire", "staff", "official", "parent"])
    def test_others_name_none(self, item, section, cast, role):
        with pytest.raises(PermissionDenied):
            named(item, section, getattr(cast, role))

    def test_the_title_of_a_restricted_one_stays_out_of_the_history(
        self, item, plan, administrator
    ):
        edition = builders.make_edition(plan=plan)
        secret = builders.make_section(
            edition=edition, title="zq-secret", number="4.2", sensitivity="restricted"
        )
        named(item, secret, administrator)
        assert AuditRow.objects.about(item).get().detail["section"] == "Restricted section 4.2"

    def test_once_at_a_time(self, item, section, administrator):
        change = named(item, section, administrator)
        with pytest.raises(Refused, match="named already"):
            named(item, section, administrator)
        withdraw_change(change=change, by=administrator)
        assert named(item, section, administrator)

    def test_no_section_of_another_coalition(self, item, sibling, administrator):
        plan = builders.make_plan(coalition=sibling)
        other = builders.make_section(edition=builders.make_edition(plan=plan))
        with pytest.raises(Refused, match="This is no plan of"):
            named(item, other, administrator)

    def test_withdrawn_once(self, item, section, administrator):
        change = named(item, section, administrator)
        withdraw_change(change=change, by=administrator)
        with pytest.raises(WrongState):
            withdraw_change(change=change, by=administrator)
        assert sections_asked(item, administrator) == []

    def test_only_by_who_edits(self, item, section, administrator, cast):
        change = named(item, section, administrator)
        with pytest.raises(PermissionDenied):
            withdraw_change(change=change, by=cast.sro)

    def test_each_plan_offers_what_is_written_else_what_holds(
        self, coalition, section, administrator
    ):
        assert list(sections_to_name(coalition, administrator)) == [section]
        written = next_edition(section, html="<p>Two.</p>").sections.get()
        other = builders.make_section(
            edition=builders.make_edition(plan=builders.make_plan(coalition=coalition, title="B"))
        )
        assert list(sections_to_name(coalition, administrator)) == [other, written]


class TestMade:
    def made(self, item, account):
        (asked,) = sections_asked(item, account)
        return asked.made_in

    def test_not_before_an_edition_with_another_text_is_in_force(
        self, item, section, administrator
    ):
        named(item, section, administrator)
        assert self.made(item, administrator) is None
        written = next_edition(section, html="<p>Two radios.</p>")
        assert self.made(item, administrator) is None
        replace(section.edition, written)
        assert self.made(item, administrator) == written

    def test_not_by_an_edition_with_the_same_text(self, item, section, administrator):
        named(item, section, administrator)
        replace(section.edition, next_edition(section, html=section.html))
        assert self.made(item, administrator) is None

    def test_not_by_one_that_came_into_force_before(self, item, section, administrator):
        written = next_edition(section, html="<p>Two radios.</p>")
        replace(section.edition, written)
        Edition.objects.filter(pk=written.pk).update(
            in_force_at=timezone.now() - timedelta(hours=1)
        )
        named(item, section, administrator)
        assert self.made(item, administrator) is None

    def test_also_by_one_that_has_the_section_no_more(self, item, section, administrator):
        named(item, section, administrator)
        without = next_edition(section, html=None)
        replace(section.edition, without)
        assert self.made(item, administrator) == without

    def test_the_first_one_is_named(self, item, section, administrator):
        named(item, section, administrator)
        second = next_edition(section, html="<p>Two radios.</p>")
        replace(section.edition, second)
        third = next_edition(second.sections.get(), html="<p>Three radios.</p>")
        replace(second, third)
        assert self.made(item, administrator) == second


class TestAsking:
    def test_it_is_asked_until_it_is_made(self, item, section, administrator):
        named(item, section, administrator)
        assert items_asking(section, administrator) == [item]
        written = next_edition(section, html="<p>Two radios.</p>")
        assert items_asking(written.sections.get(), administrator) == [item]
        replace(section.edition, written)
        assert items_asking(written.sections.get(), administrator) == []

    def test_of_a_restricted_item_only_its_readers_know(self, coalition, section, cast):
        secret = action_items.make_item(
            coalition=coalition, owner=cast.sro.people.get(), is_restricted=True
        )
        named(secret, section, cast.administrator)
        assert items_asking(section, cast.sro) == [secret]
        assert items_asking(section, cast.teacher) == []
        assert items_asking(section, cast.parent) == []


class TestPages:
    @pytest.fixture
    def page(self, client):
        def get(account, name, *args):
            client.force_login(account)
            response = client.get(reverse(name, args=args))
            assert response.status_code == 200
            return response.content.decode()

        return get

    def where(self, section):
        edition = section.edition
        plan = edition.plan
        return plan.coalition.slug, plan.pk, edition.number, section.pk

    def test_the_section_says_which_item_asks(self, page, item, section, administrator, cast):
        where = self.where(section)
        assert ASKS not in page(cast.teacher, "workspace_section", *where)
        named(item, section, administrator)
        for account in (administrator, cast.teacher, cast.fire):
            text = page(account, "workspace_section", *where)
            assert ASKS in text
            assert item.what in text

    def test_a_parent_is_not_told(self, page, item, plan, administrator, cast):
        edition = builders.make_edition(plan=plan)
        public = builders.make_section(edition=edition, sensitivity="public")
        put_in_force(edition)
        named(item, public, administrator)
        assert ASKS not in page(cast.parent, "workspace_section", *self.where(public))

    def test_the_editor_says_so_too(self, page, item, section, administrator):
        written = next_edition(section, html="<p>Two.</p>").sections.get()
        named(item, section, administrator)
        assert ASKS in page(administrator, "writing_edit", *self.where(written))

    def test_the_item_says_what_must_change_and_what_did(
        self, page, item, section, administrator, cast
    ):
        where = [item.coalition.slug, item.pk]
        named(item, section, administrator)
        assert "Not changed yet" in page(cast.teacher, "action_item", *where)
        replace(section.edition, next_edition(section, html="<p>Two.</p>"))
        assert "in edition 2, in force since" in page(cast.teacher, "action_item", *where)

    def test_the_title_of_what_a_reader_may_not_read_is_not_told(
        self, page, item, plan, administrator, cast
    ):
        edition = builders.make_edition(plan=plan)
        secret = builders.make_section(edition=edition, title="zq-secret", sensitivity="restricted")
        put_in_force(edition)
        named(item, secret, administrator)
        where = [item.coalition.slug, item.pk]
        assert "zq-secret" in page(cast.sro, "action_item", *where)
        text = page(cast.teacher, "action_item", *where)
        assert "zq-secret" not in text
        assert "A section that you do not read" in text

    def test_it_is_named_and_withdrawn_by_form(self, client, item, section, administrator):
        client.force_login(administrator)
        url = reverse("required_change_name", args=[item.coalition.slug, item.pk])
        assert f'<option value="{section.pk}">Radios' in client.get(url).content.decode()
        assert client.post(url, {"section": section.pk}).status_code == 302
        change = RequiredChange.objects.get()
        gone = reverse("required_change_withdraw", args=[item.coalition.slug, item.pk, change.pk])
        assert client.post(gone).status_code == 302
        change.refresh_from_db()
        assert change.withdrawn_by == administrator
        assert client.post(gone).status_code == 404

    @pytest.mark.parametrize("given", ["", "nonsense", "999999"])
    def test_no_section_is_a_sentence(self, client, item, section, administrator, given):
        client.force_login(administrator)
        url = reverse("required_change_name", args=[item.coalition.slug, item.pk])
        response = client.post(url, {"section": given})
        assert response.status_code == 422
        assert not RequiredChange.objects.exists()

    def test_many_sections_cost_as_many_queries_as_one(
        self, client, item, plan, administrator, django_assert_max_num_queries
    ):
        edition = builders.make_edition(plan=plan)
        client.force_login(administrator)
        url = reverse("action_item", args=[item.coalition.slug, item.pk])

        def queries(number):
            for _ in range(number):
                named(item, builders.make_section(edition=edition), administrator)
            client.get(url)
            with django_assert_max_num_queries(40) as asked:
                assert client.get(url).status_code == 200
            return len(asked)

        assert queries(1) == queries(30)


def test_who_reads_down_may_not_name(item, section, district_coalition):
    above = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    with pytest.raises(PermissionDenied):
        named(item, section, above)
