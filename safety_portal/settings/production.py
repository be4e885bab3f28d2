"""A real server behind TLS. Refuses to start without its secret and its hosts."""

from django.core.exceptions import ImproperlyConfigured

from safety_portal import env
from safety_portal.settings.base import *  # noqa: F403 - a settings module is its parent's names and what differs

DEMO = False
if not env.SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY to 50 random characters or more.")
if not env.HOSTS:
    raise ImproperlyConfigured("Set PORTAL_HOSTS to the names this server answers to, separated by commas.")
ALLOWED_HOSTS = env.HOSTS
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in env.HOSTS]

SECURE_SSL_REDIRECT = True
# Asked over plain http from the machine itself; they say no secrets.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.PROXIES
