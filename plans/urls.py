"""Addresses of WHAT, grouped by resource. Each line names its policy."""

urlpatterns = []
