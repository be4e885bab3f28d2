"""A real server behind TLS.

Refuses to start, in one sentence, without its secret or where links or mail would go nowhere.
"""

from urllib.parse import urlsplit

from safety_portal import env
from safety_portal.core.operation import environment
from safety_portal.settings.base import *  # noqa: F403 - a settings module is its parent's names and what differs

DEMO = False
environment.production_key(env.SECRET_KEY)
environment.production_fallbacks(env.SECRET_KEY_FALLBACKS)
environment.production_hosts(env.HOSTS)
environment.production_mail(env.EMAIL_URL)
ALLOWED_HOSTS = env.HOSTS
PORTAL_ADDRESS = environment.production_address(
    env.ADDRESS_SAID, env.HOSTS, allow_http=env.ALLOW_HTTP
)
CSRF_TRUSTED_ORIGINS = [
    f"https://{'*' if host.startswith('.') else ''}{host}" for host in env.HOSTS
]
DEFAULT_FROM_EMAIL = (
    env.MAIL_FROM or f"Safety Portal <safety-portal@{urlsplit(PORTAL_ADDRESS).hostname}>"
)

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if not env.ALLOW_HTTP:
    SECURE_SSL_REDIRECT = True
    # Asked over plain http from the machine itself; they say no secrets.
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    # By default of this name alone: what else a district serves below it, perhaps without TLS, is
    # not the portal's to shut out.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.HSTS != "host"
    SECURE_HSTS_PRELOAD = env.HSTS == "preload"
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    KNOWN_BROWSER_COOKIE_NAME = "__Host-browser"
    CSRF_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrf"
# includeSubDomains and preload are the operator's choice (PORTAL_HSTS), and hard to take back.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.PROXIES
