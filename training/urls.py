"""Addresses of PRACTICE, grouped by resource. Each line names its policy."""

urlpatterns = []
