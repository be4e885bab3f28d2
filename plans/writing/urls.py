"""Addresses of what a section's writers do: edit, arrange, see who is here."""

from django.urls import path

from plans.editions import policies as editions_policies
from plans.editions.gates import EDITION, SECTION, of_edition, of_section
from plans.history import policies as history_policies
from plans.writing import policies
from plans.writing.views import arranging, editing, history, not_needed, pictures, presence
from plans.writing.views.unsaved import keeping_words

REVISION = SECTION + "revisions/<int:version>/"
edit_page = keeping_words(
    of_section(editions_policies.can_edit_section, editing.EditPage.as_view())
)
draft_page = of_section(editions_policies.can_edit_section, editing.DraftPage.as_view())


urlpatterns = [
    path(
        EDITION + "arrange/",
        of_edition(editions_policies.can_edit_edition, arranging.arrange),
        name="writing_arrange",
    ),
    path(
        EDITION + "number/",
        of_edition(editions_policies.can_edit_edition, arranging.number),
        name="writing_number",
    ),
    # Sections
    path(
        EDITION + "sections/add/",
        of_edition(editions_policies.can_edit_edition, arranging.add),
        name="writing_add",
    ),
    path(
        SECTION + "presence/",
        of_section(policies.can_see_who_is_here, presence.here),
        name="writing_presence",
    ),
    path(
        SECTION + "set-up/",
        of_section(editions_policies.can_edit_section, arranging.set_up),
        name="writing_set_up",
    ),
    path(
        SECTION + "copy-template/",
        of_section(editions_policies.can_edit_section, not_needed.copy_template),
        name="writing_copy_template",
    ),
    path(
        SECTION + "not-needed/",
        of_section(editions_policies.can_edit_section, not_needed.not_needed),
        name="writing_not_needed",
    ),
    path(
        SECTION + "needed/",
        of_section(editions_policies.can_edit_section, not_needed.needed),
        name="writing_needed",
    ),
    path(SECTION + "edit/", edit_page, name="writing_edit"),
    path(SECTION + "draft/", draft_page, name="writing_draft"),
    path(
        SECTION + "pictures/",
        of_section(editions_policies.can_edit_section, pictures.add_picture),
        name="writing_picture",
    ),
    # Revisions
    path(
        SECTION + "revisions/",
        of_section(history_policies.can_see_revisions, history.revisions),
        name="writing_revisions",
    ),
    path(
        SECTION + "since-last-edition/",
        of_section(history_policies.can_see_revisions, history.since_last_edition),
        name="writing_since_last_edition",
    ),
    path(
        REVISION,
        of_section(history_policies.can_see_revisions, history.revision),
        name="writing_revision",
    ),
    path(
        REVISION + "restore/",
        of_section(editions_policies.can_edit_section, history.restore),
        name="writing_restore",
    ),
]
