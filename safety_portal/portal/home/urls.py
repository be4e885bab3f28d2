"""Addresses of the home page and of what every page leads to: the menu, help, privacy."""

from django.urls import path

from safety_portal.core.authority import anyone, gate, signed_in
from safety_portal.portal.home import views

urlpatterns = [
    path("", gate(anyone, views.home), name="home"),
    path("mine/", gate(signed_in, views.mine), name="home_mine"),
    path("menu/", gate(signed_in, views.menu), name="home_menu"),
    # Open before the second step is set up: they say nothing of a coalition.
    path("help/", gate(anyone, views.help_page, before_second_step=True), name="home_help"),
    path("privacy/", gate(anyone, views.privacy, before_second_step=True), name="home_privacy"),
]
