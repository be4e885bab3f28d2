"""Addresses of WHAT, grouped by resource. Each line names its policy."""

from django.urls import path

from coalitions.fetch import fetch_coalition
from coalitions.policies import can_administer
from plans import policies
from plans.fetch import fetch_edition, fetch_plan, fetch_section
from plans.views import arranging, editing, exporting, history, reading, reads
from plans.views.unsaved import keeping_words
from safety_portal.authority import gate

PLANS = "c/<slug:coalition>/plans/"
PLAN = PLANS + "<int:plan>/"
EDITION = PLAN + "editions/<int:edition>/"
SECTION = EDITION + "sections/<int:section>/"
REVISION = SECTION + "revisions/<int:version>/"


def of_coalition(policy, view):
    return gate(policy, view, fetch=fetch_coalition)


def of_plan(policy, view):
    return gate(policy, view, fetch=fetch_plan)


def of_edition(policy, view):
    return gate(policy, view, fetch=fetch_edition)


def of_section(policy, view):
    return gate(policy, view, fetch=fetch_section)


edit_page = keeping_words(of_section(policies.can_edit_section, editing.EditPage.as_view()))
draft_page = of_section(policies.can_edit_section, editing.DraftPage.as_view())

urlpatterns = [
    # Plans
    path(PLANS, of_coalition(policies.can_see_plans, reading.plan_list), name="plans"),
    path(PLANS + "start/", of_coalition(can_administer, arranging.start), name="plan_start"),
    path(PLAN, of_plan(policies.can_read_plan, reading.plan), name="plan"),
    path(PLAN + "picture/<slug:sha256>/", of_plan(policies.can_read_plan, reading.picture), name="picture"),
    # Editions
    path(PLAN + "editions/start/", of_plan(policies.can_edit, arranging.start_edition), name="edition_start"),
    path(EDITION, of_edition(policies.can_read_edition, reading.edition), name="edition"),
    path(EDITION + "arrange/", of_edition(policies.can_edit_edition, arranging.arrange), name="edition_arrange"),
    # Who has read what is restricted
    path("c/<slug:coalition>/reads/", of_coalition(policies.can_see_plans, reads.reads), name="reads"),
    # An edition as a file
    path(EDITION + "export/", of_edition(policies.can_read_edition, exporting.choose), name="plan_export"),
    path(
        EDITION + "export/<slug:format>/",
        of_edition(policies.can_read_edition, exporting.download),
        name="plan_download",
    ),
    # Sections
    path(EDITION + "sections/add/", of_edition(policies.can_edit_edition, arranging.add), name="section_add"),
    path(SECTION, of_section(policies.can_read_section, reading.section), name="section"),
    path(SECTION + "set-up/", of_section(policies.can_edit_section, arranging.set_up), name="section_set_up"),
    path(SECTION + "edit/", edit_page, name="section_edit"),
    path(SECTION + "draft/", draft_page, name="section_draft"),
    path(SECTION + "pictures/", of_section(policies.can_edit_section, editing.add_picture), name="section_picture"),
    # Revisions
    path(SECTION + "revisions/", of_section(policies.can_see_revisions, history.revisions), name="section_revisions"),
    path(
        SECTION + "since-last-edition/",
        of_section(policies.can_see_revisions, history.since_last_edition),
        name="section_since_last_edition",
    ),
    path(REVISION, of_section(policies.can_see_revisions, history.revision), name="section_revision"),
    path(REVISION + "restore/", of_section(policies.can_edit_section, history.restore), name="section_restore"),
]
