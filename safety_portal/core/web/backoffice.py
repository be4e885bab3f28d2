"""/admin: the operator's read-only back office.

Every row of every app, but no plan text and no secret.

Nothing is written here: each change belongs to an action, with its policy, audit row and mail. Plan
text is left out, because reading what is restricted has to be logged, and this is no place that
does.
"""

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.urls import reverse

from safety_portal.core.authority import operator, require

OURS = ("accounts", "audit", "notices", "coalitions", "plans", "training")
NEVER_SHOWN = {
    "password",
    "token_hash",
    "html",
    "content",
    "text",
    "report",
    "body",
    "groups",
    "user_permissions",
}
SHOWN_IN_LIST = 6


class BackOffice(admin.AdminSite):
    """For the operator only; everybody else is led to the portal's own sign-in."""

    site_header = site_title = "Safety Portal, back office"
    index_title = "Read only"

    def has_permission(self, request):
        return request.user.is_active and request.user.is_superuser

    def login(self, request, extra_context=None):
        if request.user.is_authenticated:
            require(operator(request.user))
        return redirect_to_login(request.GET.get("next") or "/admin/", reverse("account_login"))


class ReadOnly(admin.ModelAdmin):
    """Look, search by id, change nothing."""

    show_full_result_count = False
    list_per_page = 50

    def __init__(self, model, admin_site):
        names = [
            field.name for field in model._meta.concrete_fields if field.name not in NEVER_SHOWN
        ]
        self.list_display = names[:SHOWN_IN_LIST]
        self.fields = names
        self.list_select_related = [
            field.name for field in model._meta.concrete_fields if field.is_relation
        ]
        self.search_fields = ["=id"]
        super().__init__(model, admin_site)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_module_permission(self, request):
        return request.user.is_superuser


site = BackOffice(name="admin")
site.register(
    [model for label in OURS for model in apps.get_app_config(label).get_models()], ReadOnly
)
