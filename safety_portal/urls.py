"""Every address of the portal. Apps group theirs by resource.

Each stands behind a declared policy (authority.gate).
"""

from functools import partial

from django.urls import include, path

from coalitions.access.policies import can_administer, can_read_reminders
from coalitions.coalition.queries import fetch_coalition
from safety_portal.core.authority import anyone, gate, signed_in
from safety_portal.core.notices import views as notices_views
from safety_portal.core.operation import health
from safety_portal.core.web import backoffice, csp_reports
from safety_portal.portal.home import views as home_views
from safety_portal.portal.ledger import views
from safety_portal.portal.year_rollover import views as year_rollover_views

# Open before the second step is set up: says nothing of a coalition.
at_once = partial(gate, before_second_step=True)

urlpatterns = [
    path("", gate(anyone, home_views.home), name="home"),
    path("mine/", gate(signed_in, home_views.mine), name="mine"),
    path("menu/", gate(signed_in, home_views.menu), name="menu"),
    path("help/", at_once(anyone, home_views.help_page), name="help"),
    path("privacy/", at_once(anyone, home_views.privacy), name="privacy"),
    path("healthz", at_once(anyone, health.healthz), name="healthz"),
    path("readyz", at_once(anyone, health.readyz), name="readyz"),
    path("account/messages/", gate(signed_in, notices_views.own_messages), name="own_messages"),
    path(
        "account/messages/<int:message>/",
        gate(signed_in, notices_views.own_message),
        name="own_message",
    ),
    path("sent-mail/", gate(anyone, notices_views.sent_mail), name="sent_mail"),
    path(
        "sent-mail/<int:message>/",
        gate(anyone, notices_views.sent_mail_message),
        name="sent_mail_message",
    ),
    path(
        "c/<slug:coalition>/reminders/",
        gate(can_read_reminders, views.ledger, fetch=fetch_coalition),
        name="reminders",
    ),
    path(
        "c/<slug:coalition>/reminders/csv/",
        gate(can_read_reminders, views.ledger_csv, fetch=fetch_coalition),
        name="reminders_csv",
    ),
    path(
        "c/<slug:coalition>/turn-of-year/",
        gate(can_administer, year_rollover_views.turn, fetch=fetch_coalition),
        name="turn_of_year",
    ),
    path("csp-report/", at_once(anyone, csp_reports.csp_report), name="csp_report"),
    path("admin/", backoffice.site.urls),
    path("accounts/", include("safety_portal.core.accounts.urls")),
    path("", include("coalitions.urls")),
    path("", include("plans.urls")),
    path("", include("training.urls")),
]

handler400 = "safety_portal.core.web.errors.handler400"
handler403 = "safety_portal.core.web.errors.handler403"
handler404 = "safety_portal.core.web.errors.handler404"
handler429 = "safety_portal.core.web.errors.handler429"  # allauth looks for this name
handler500 = "safety_portal.core.web.errors.handler500"
