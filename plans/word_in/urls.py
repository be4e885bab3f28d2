"""Addresses of a plan from a file."""

from django.urls import path

from coalitions.access.policies import can_administer
from coalitions.coalition.gates import of_coalition
from plans.editions import policies as editions_policies
from plans.editions.gates import EDITION, PLANS, of_edition
from plans.word_in import policies
from plans.word_in.queries import fetch_word_file
from plans.word_in.views import importing, mapping
from safety_portal.core.authority import View, gate

WORD_FILE = PLANS + "import/<int:file>/"


def of_word_file(view: View) -> View:
    return gate(policies.can_import_plan, view, fetch=fetch_word_file)


urlpatterns = [
    # A plan from a Word file
    path(PLANS + "import/", of_coalition(can_administer, importing.choose), name="word_in_import"),
    path(WORD_FILE, of_word_file(mapping.look), name="word_in_file"),
    path(WORD_FILE + "mapping/", of_word_file(mapping.save), name="word_in_mapping"),
    path(
        WORD_FILE + "passages/<int:passage>/", of_word_file(mapping.passage), name="word_in_passage"
    ),
    path(WORD_FILE + "make/", of_word_file(importing.make), name="word_in_make"),
    path(
        EDITION + "from-word/",
        of_edition(editions_policies.can_edit_edition, mapping.word_source),
        name="word_in_source",
    ),
]
