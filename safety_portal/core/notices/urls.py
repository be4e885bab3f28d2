"""Addresses of one's own messages, and in the demo of everybody's mail."""

from django.urls import path

from safety_portal.core.authority import anyone, gate, signed_in
from safety_portal.core.notices import views

urlpatterns = [
    path("account/messages/", gate(signed_in, views.own_messages), name="notice_own"),
    path(
        "account/messages/<int:message>/",
        gate(signed_in, views.own_message),
        name="notice_own_message",
    ),
    path("sent-mail/", gate(anyone, views.sent_mail), name="notice_sent_mail"),
    path(
        "sent-mail/<int:message>/",
        gate(anyone, views.sent_mail_message),
        name="notice_sent_mail_message",
    ),
]
