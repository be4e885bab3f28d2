"""What is the same everywhere. demo, test and production import it and say what differs."""

from pathlib import Path
from typing import Any

from csp.constants import NONCE, SELF

from safety_portal import env
from safety_portal.core.accounts.oidc.issuers import read_issuers
from safety_portal.core.operation import environment, logs
from safety_portal.settings.background import *  # noqa: F403 - Celery's settings, apart to be read in one piece

BASE_DIR = env.CHECKOUT
SECRET_KEY = env.SECRET_KEY
SECRET_KEY_FALLBACKS = env.SECRET_KEY_FALLBACKS
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.HOSTS]

INSTALLED_APPS = [
    "safety_portal.core.accounts",
    "safety_portal.core.audit",
    "safety_portal.core.notices",
    "safety_portal",
    "coalitions",
    "plans",
    "training",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    # Without its autodiscovery: the back office (safety_portal.core.web.backoffice) is a site of
    # its own.
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.forms",
    "pgtrigger",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_prose_editor",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "django_structlog",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "safety_portal.core.web.middleware.KnownMethods",
    # Before whatever looks at cookies.
    "safety_portal.core.web.cookieless.WithoutCookies",
    "safety_portal.core.web.middleware.KeepPrivate",
    "safety_portal.core.web.middleware.KeepAddress",
    "safety_portal.core.web.middleware.RefuseImpossibleText",
    "safety_portal.core.accounts.sessions.SessionCookies",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "safety_portal.core.accounts.sessions.SessionLimits",
    "safety_portal.portal.second_step.SecondFactorRequired",
    "coalitions.access.middleware.ViewAsRole",
    "django_structlog.middlewares.RequestMiddleware",
    "safety_portal.core.web.errors.ButtonsOnlyMiddleware",
    "safety_portal.core.web.errors.RefusedMiddleware",
]

ROOT_URLCONF = "safety_portal.urls"
# NCES id of the fictional district: what the demo makes, offers a way into, and takes away.
DEMO_DISTRICT = "3999900"
WSGI_APPLICATION = "safety_portal.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # Its {% url %} stands in for Django's: the same addresses, out of a table.
            # {% may %} asks the gate of an address, and stands where a link to it does.
            "builtins": [
                "safety_portal.templatetags.addresses",
                "safety_portal.templatetags.authority",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "safety_portal.portal.home.navigation.navigation",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASES = {"default": dict(env.DATABASE)}
# The connection is the application's. Commands that change tables connect as their owner instead:
# database_roles.as_owner.
DATABASE_ROLE, DATABASE_OWNER = env.DATABASE["USER"], env.DATABASE_OWNER
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# What is prepared is planned once (core/database/prepared.py). Left to itself the database plans a
# long query anew each time, because it takes the few rows it then expects for worth it, and
# compiles it, which takes longer still. And what it reads by an index lies in memory or on flash:
# with PostgreSQL's own 4, made for disks that turn, it reads whole tables for the few rows of a
# page, and a million rows for what two thousand people owe.
PLANNING = "-c plan_cache_mode=force_generic_plan -c jit=off -c random_page_cost=1.1"
OPTIONS = DATABASES["default"].setdefault("OPTIONS", {})
OPTIONS["options"] = f"{OPTIONS.get('options', '')} {PLANNING}".strip()
# Sign-in throttling must not depend on Redis, so the cache lives in PostgreSQL.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "safety_portal.core.database.plain_cache.PlainCache",
        "LOCATION": "cache",
    }
}
# Past this many rows the cache drops a third of them, and with them what throttling has counted.
CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 50_000}

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "safety_portal.core.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "safety_portal.core.accounts.models.display_name"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
# No "remember me" to decide on: a session always lasts SESSION_COOKIE_AGE.
ACCOUNT_SESSION_REMEMBER = True
# A further address is a further way to a password: whoever holds a session alone does not add one.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_FORMS = {
    "login": "safety_portal.core.accounts.forms.SignInForm",
    "reauthenticate": "safety_portal.core.accounts.forms.ReauthenticateForm",
    "reset_password": "safety_portal.core.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "safety_portal.core.accounts.forms.ResetPasswordKeyForm",
    "change_password": "safety_portal.core.accounts.forms.ChangePasswordForm",
    "set_password": "safety_portal.core.accounts.forms.SetPasswordForm",
    "add_email": "safety_portal.core.accounts.forms.AddEmailForm",
}
MFA_FORMS = {
    "authenticate": "safety_portal.core.accounts.forms.CodeForm",
    "reauthenticate": "safety_portal.core.accounts.forms.CodeAgainForm",
    "activate_totp": "safety_portal.core.accounts.forms.ActivateForm",
    "add_webauthn": "safety_portal.core.accounts.passkeys.forms.AddPasskeyForm",
    "edit_webauthn": "safety_portal.core.accounts.passkeys.forms.RenamePasskeyForm",
    "login_webauthn": "safety_portal.core.accounts.passkeys.forms.SignInByPasskeyForm",
    "authenticate_webauthn": "safety_portal.core.accounts.passkeys.forms.SecondStepByPasskeyForm",
    "reauthenticate_webauthn": "safety_portal.core.accounts.passkeys.forms.PasskeyAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A finger, a face or a PIN each time: so a passkey alone is two steps. Plain http is taken from
# localhost, and only from there.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Answers of passkeys at the door, and questions for them. Whole schools share one network address.
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip", "passkey_question": "120/m/ip"}
MFA_ADAPTER = "safety_portal.core.accounts.adapter.SecondStepAdapter"
MFA_TOTP_ISSUER = "Safety Portal"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# The owner hears of every change of password, address or second step.
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Per key, network address (ip) or account (user); counted in PostgreSQL. Whole schools share one
# network address. Wrong passwords for an account count by the browser in which it has signed in
# before, or by network address (accounts/adapter.py), and all those from browsers that are new to
# it together.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "login_failed_elsewhere": "100/h/key",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "5/m/user",
    "change_password": "5/m/user",
}
OIDC_ISSUERS = environment.issuers(read_issuers, env.OIDC)
SOCIALACCOUNT_ADAPTER = "safety_portal.core.accounts.adapter.IssuersAdapter"
# Seconds that an issuer may take for one answer.
OIDC_TIMEOUT = 5
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
SECOND_FACTOR_REQUIRED = env.SECOND_FACTOR
INVITATION_DAYS = env.INVITATION_DAYS
PERSON_YEARS = env.PERSON_YEARS
PDF_MEMORY_MB = env.PDF_MEMORY_MB

LANGUAGE_CODE = "en-us"
TIME_ZONE = env.TIME_ZONE
USE_TZ = True
USE_I18N = False

STATIC_URL = "static/"
STATIC_ROOT: Path | None = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Uploads are never public: they are streamed by views that ask the policies first.
MEDIA_ROOT = env.VAR / "uploads"
MEDIA_URL = ""
PORTAL_ADDRESS = env.ADDRESS
PORTAL_VAR = env.VAR
PORTAL_VERSION = env.VERSION

SESSION_ENGINE = "safety_portal.core.accounts.session_store"
SESSION_COOKIE_AGE = env.SESSION_HOURS * 60 * 60
SESSION_IDLE_AGE = env.IDLE_MINUTES * 60
SESSION_COOKIE_SAMESITE = "Lax"
KNOWN_BROWSER_COOKIE_NAME = "browser"
SESSION_COOKIE_HTTPONLY = True
# The same for everybody: no cookie is read or set there (core/web/cookieless.py).
COOKIELESS_PATHS = ("/community/",)
CSRF_FAILURE_VIEW = "safety_portal.core.web.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        # Bootstrap draws its ticks and arrows as data: SVG.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
        "report-uri": "/csp-report/",
    },
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
UPLOAD_LIMIT_BYTES = 25 * 1024 * 1024

DEFAULT_FROM_EMAIL = env.MAIL_FROM or "Safety Portal <safety-portal@localhost>"
# Whether mail is but written to files, which reach nobody: in the demo, and in a trial
# (EMAIL_URL=files).
MAIL_TO_FILES = not env.MAIL_SERVER
if env.MAIL_SERVER:
    vars().update(env.MAIL_SERVER)
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = env.VAR / "mail"
EMAIL_TIMEOUT = env.MAIL_TIMEOUT

LOGGING = logs.configuration(env.LOG_LEVEL)
