"""Addresses of the figures for officials, and of the board page."""

from django.urls import path

from coalitions.coalition.gates import HERE, of_coalition
from safety_portal.portal.official import views
from safety_portal.portal.official.policies import can_read_figures

urlpatterns = [
    path(HERE + "figures/", of_coalition(can_read_figures, views.figures), name="official_figures"),
    path(
        HERE + "figures/board/", of_coalition(can_read_figures, views.board), name="official_board"
    ),
]
