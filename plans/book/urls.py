"""Addresses of an edition as a file."""

from django.urls import path

from plans.book import policies, views
from plans.editions import policies as editions_policies
from plans.editions.gates import EDITION, of_edition

urlpatterns = [
    # An edition as a file
    path(
        EDITION + "export/",
        of_edition(editions_policies.can_read_edition, views.choose),
        name="book_export",
    ),
    path(
        EDITION + "export/print/",
        of_edition(editions_policies.can_read_edition, views.look),
        name="book_print",
    ),
    path(
        EDITION + "export/print/ask/",
        of_edition(policies.can_print, views.ask),
        name="book_print_ask",
    ),
    path(
        EDITION + "export/<slug:format>/",
        of_edition(editions_policies.can_read_edition, views.download),
        name="book_download",
    ),
]
