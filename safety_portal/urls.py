"""Every address of the portal. Apps group theirs by resource; each stands behind a declared policy (authority.gate)."""

from django.urls import include, path

from safety_portal import health
from safety_portal.authority import anyone, gate, signed_in
from safety_portal.home import views as home

urlpatterns = [
    path("", gate(anyone, home.home), name="home"),
    path("mine/", gate(signed_in, home.mine), name="mine"),
    path("menu/", gate(signed_in, home.menu), name="menu"),
    path("help/", gate(anyone, home.help_page), name="help"),
    path("privacy/", gate(anyone, home.privacy), name="privacy"),
    path("healthz", gate(anyone, health.healthz), name="healthz"),
    path("readyz", gate(anyone, health.readyz), name="readyz"),
    path("csp-report/", gate(anyone, home.csp_report), name="csp_report"),
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
