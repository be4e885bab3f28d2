"""Addresses of WHO, grouped by resource. Each line names its policy."""

from django.urls import path

from coalitions.fetch import fetch_coalition
from coalitions.policies import can_see
from coalitions.views import joining, looking
from safety_portal.authority import anyone, gate

urlpatterns = [
    path("c/<slug:coalition>/", gate(can_see, looking.choose, fetch=fetch_coalition), name="coalition"),
    # Invitations
    path("invitations/<str:token>/", gate(anyone, joining.InvitationPage.as_view()), name="invitation"),
    path("invitations/<str:token>/decline/", gate(anyone, joining.decline), name="invitation_decline"),
    path("invitations/<str:token>/sign-out/", gate(anyone, joining.sign_out_for), name="invitation_sign_out"),
]
