"""Every address of the portal. Apps group theirs by resource; each stands behind a declared policy (authority.gate)."""

from django.urls import include, path
from django.views.generic import TemplateView

from safety_portal.authority import anyone, gate, signed_in

urlpatterns = [
    path("help/", gate(anyone, TemplateView.as_view(template_name="pages/help.html")), name="help"),
    path("privacy/", gate(anyone, TemplateView.as_view(template_name="pages/privacy.html")), name="privacy"),
    path("menu/", gate(signed_in, TemplateView.as_view(template_name="pages/menu.html")), name="menu"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("", include("coalitions.urls")),
    path("", include("plans.urls")),
    path("", include("training.urls")),
]

handler400 = "safety_portal.errors.handler400"
handler403 = "safety_portal.errors.handler403"
handler404 = "safety_portal.errors.handler404"
handler429 = "safety_portal.errors.handler429"  # allauth looks for this name
handler500 = "safety_portal.errors.handler500"
