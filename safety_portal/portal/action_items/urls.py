"""The address of an action item. What is done with one lies in coalitions/action_items."""

from django.urls import path

from coalitions.action_items.policies import can_read_item
from coalitions.action_items.urls import ITEM, of_item
from safety_portal.portal.action_items import views

urlpatterns = [
    path(ITEM, of_item(can_read_item, views.action_item_page), name="action_item"),
]
