"""The address of the search."""

from django.urls import path

from safety_portal.core.authority import gate, signed_in
from safety_portal.portal.search import views

urlpatterns = [path("search/", gate(signed_in, views.search), name="search")]
