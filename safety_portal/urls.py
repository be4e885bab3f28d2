"""Every address of the portal. Apps group theirs by resource; each stands behind a declared policy (authority.gate)."""

from functools import partial

from django.urls import include, path

from coalitions.fetch import fetch_coalition
from coalitions.policies import can_administer, can_read_reminders
from safety_portal import backoffice, csp_reports, health
from safety_portal.authority import anyone, gate, signed_in
from safety_portal.home import ledger, turning
from safety_portal.home import views as home
from safety_portal.notices import views as notices

# Open before the second step is set up: says nothing of a coalition.
at_once = partial(gate, before_second_step=True)

urlpatterns = [
    path("", gate(anyone, home.home), name="home"),
    path("mine/", gate(signed_in, home.mine), name="mine"),
    path("menu/", gate(signed_in, home.menu), name="menu"),
    path("help/", at_once(anyone, home.help_page), name="help"),
    path("privacy/", at_once(anyone, home.privacy), name="privacy"),
    path("healthz", at_once(anyone, health.healthz), name="healthz"),
    path("readyz", at_once(anyone, health.readyz), name="readyz"),
    path("account/messages/", gate(signed_in, notices.own_messages), name="own_messages"),
    path("account/messages/<int:message>/", gate(signed_in, notices.own_message), name="own_message"),
    path("sent-mail/", gate(anyone, notices.sent_mail), name="sent_mail"),
    path("sent-mail/<int:message>/", gate(anyone, notices.sent_mail_message), name="sent_mail_message"),
    path(
        "c/<slug:coalition>/reminders/",
        gate(can_read_reminders, ledger.ledger, fetch=fetch_coalition),
        name="reminders",
    ),
    path(
        "c/<slug:coalition>/reminders/csv/",
        gate(can_read_reminders, ledger.ledger_csv, fetch=fetch_coalition),
        name="reminders_csv",
    ),
    path(
        "c/<slug:coalition>/turn-of-year/",
        gate(can_administer, turning.turn, fetch=fetch_coalition),
        name="turn_of_year",
    ),
    path("csp-report/", at_once(anyone, csp_reports.csp_report), name="csp_report"),
    path("admin/", backoffice.site.urls),
    path("accounts/", include("safety_portal.accounts.urls")),
    path("", include("coalitions.urls")),
    path("", include("plans.urls")),
    path("", include("training.urls")),
]

handler400 = "safety_portal.errors.handler400"
handler403 = "safety_portal.errors.handler403"
handler404 = "safety_portal.errors.handler404"
handler429 = "safety_portal.errors.handler429"  # allauth looks for this name
handler500 = "safety_portal.errors.handler500"
