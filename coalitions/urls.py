"""Addresses of WHO, grouped by resource. Each line names its policy."""

urlpatterns = []
