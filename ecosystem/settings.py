"""Settings: one strict file. A bad value raises with its name and what is allowed.

Values come from the environment, or else from the state file that the launcher writes beside
the embedded servers (`var/portal.json`), so that `manage.py` beside a running portal needs none.
"""

import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from ecosystem.launcher.state import load_state

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("PORTAL_VAR", BASE_DIR / "var"))

env = environ.Env()
state = load_state(BASE_DIR)


def setting(name: str, state_key: str) -> str:
    """The environment's value, else the launcher's; raises naming the setting when there is neither."""
    value = os.environ.get(name) or state.get(state_key)
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set and no embedded servers run: start them with 'make run', or set {name}."
        )
    return str(value)


def switch(name: str, default: bool) -> bool:
    raw = os.environ.get(name, "")
    if raw not in {"", "0", "1"}:
        raise ImproperlyConfigured(f"{name} is {raw!r}; allowed are 0 and 1.")
    return default if raw == "" else raw == "1"


DEMO = switch("PORTAL_DEMO", bool(state.get("demo", False)))
DEBUG = switch("PORTAL_DEBUG", False)
SECRET_KEY = setting("SECRET_KEY", "secret_key")

LOOPBACK_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = LOOPBACK_HOSTS if DEMO else env.list("ALLOWED_HOSTS", default=LOOPBACK_HOSTS)
if DEMO and DEBUG:
    raise ImproperlyConfigured("PORTAL_DEMO and PORTAL_DEBUG exclude each other: set one of them to 0.")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_ADDRESS = env.str("SITE_ADDRESS", default="")

INSTALLED_APPS = [
    "ecosystem.core",
    "ecosystem.documents",
    "ecosystem.notices",
    "ecosystem.accounts",
    "ecosystem.lists",
    "ecosystem.people",
    "ecosystem.reference",
    "ecosystem.questionnaires",
    "startups",
    "programmes.plan",
    "programmes.grants",
    "programmes.feedback",
    "programmes.communication",
    "ecosystem.reports",
    "ecosystem.dashboards",
    "ecosystem.public",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.forms",
    "django_filters",
    "django_htmx",
    "lucide",
    "csp",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    # Headers first, so that static files, redirects and faults carry them, too.
    "ecosystem.core.web.delivery.ResponseHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "ecosystem.core.web.large_bodies.LargeBodyMiddleware",
    "ecosystem.core.web.delivery.StaticFilesMiddleware",
    "ecosystem.core.web.middleware.LoopbackOnlyMiddleware",
    "ecosystem.core.web.delivery.TextGzipMiddleware",
    "ecosystem.public.middleware.CountViews",
    "ecosystem.core.web.delivery.CacheHeadersMiddleware",
    "ecosystem.core.web.stored_pages.StoredPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ecosystem.core.web.middleware.PortalLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "ecosystem.accounts.middleware.StoredSessionMiddleware",
    "ecosystem.core.web.typed_text.middleware.TypedTextMiddleware",  # before the one that lets go of what was posted
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "ecosystem.accounts.middleware.StaffSecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "ecosystem.core.web.middleware.RefusalMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "ecosystem.urls"
WSGI_APPLICATION = "ecosystem.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "ecosystem.core.web.context.portal",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "ecosystem.core.templatetags.ui",
                "ecosystem.core.templatetags.typed_text",
            ],
        },
    }
]
FORM_RENDERER = "ecosystem.core.ui.forms.PortalFormRenderer"

# --- Data ---------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url_config(setting("DATABASE_URL", "database_url"))}
DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["OPTIONS"] = {"connect_timeout": 5, "application_name": "portal"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PGHISTORY_APPEND_ONLY = True  # triggers refuse to change or remove what happened

REDIS_URL = setting("REDIS_URL", "redis_url")
CACHES = {
    "default": {
        "BACKEND": "ecosystem.core.cache.SafeRedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 0.5},
        "KEY_PREFIX": "portal",
    },
    # Pieces of pages that are the same for many requests (`{% cache %}`), in each process.
    "template_fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "template_fragments",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}
STORED_PAGES = switch("PORTAL_STORED_PAGES", not DEBUG)  # public pages whole, until what they show changes
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"  # without Redis the database answers
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_COOKIES = switch("SECURE_COOKIES", not (DEMO or DEBUG))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_NAME = "portal_session"
CSRF_COOKIE_NAME = "portal_csrf"
CSRF_FAILURE_VIEW = "ecosystem.core.web.views.csrf_failure"

# --- People -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["ecosystem.accounts.backends.PortalBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboards:my_home"
ACCOUNT_LOGOUT_REDIRECT_URL = "public:home"
ACCOUNT_ADAPTER = "ecosystem.accounts.adapter.PortalAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "ecosystem.accounts.forms.SignupExtras"
ACCOUNT_FORMS = {
    "login": "ecosystem.accounts.allauth_forms.PortalLoginForm",
    "signup": "ecosystem.accounts.allauth_forms.PortalSignupForm",
    "reset_password": "ecosystem.accounts.allauth_forms.PortalResetPasswordForm",
    "add_email": "ecosystem.accounts.allauth_forms.PortalAddEmailForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of a new password, address, passkey, app or set of codes
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/m/ip,5/5m/key",
    # Ours, counted the same way: messages from the public, looking one up, following calls.
    "feedback": "30/h/ip",
    "feedback_find": "60/h/ip,10/h/key",
    "follow": "20/h/ip,3/d/key",
    "startup_contact": "10/h/ip,30/d/key",  # the key is the startup that is written to
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "ecosystem.accounts.second_factor.PortalMFAAdapter"
MFA_FORMS = {
    "add_webauthn": "ecosystem.accounts.second_factor.PasskeyAddForm",
    "edit_webauthn": "ecosystem.accounts.second_factor.PasskeyEditForm",
    "login_webauthn": "ecosystem.accounts.second_factor.PasskeyLoginForm",
    "authenticate_webauthn": "ecosystem.accounts.second_factor.PasskeyAuthenticateForm",
    "reauthenticate_webauthn": "ecosystem.accounts.second_factor.PasskeyReauthenticateForm",
}
MFA_TOTP_ISSUER = "Cổng khởi nghiệp"
USERSESSIONS_TRACK_ACTIVITY = False
STAFF_NEEDS_SECOND_FACTOR = switch("STAFF_NEEDS_SECOND_FACTOR", not DEMO)

# --- Mail ---------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="khong-tra-loi@localhost")
EMAIL_BACKEND = "ecosystem.notices.mail.OutboxBackend"
if DEMO:
    DELIVERY_BACKEND = "ecosystem.notices.mail.FileDelivery"
    DELIVERY_DIR = VAR_DIR / "mail"
else:
    DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    mail_server = env.email_url_config(env.str("EMAIL_URL", default="smtp://localhost:25"))
    globals().update({name: value for name, value in mail_server.items() if name != "EMAIL_BACKEND"})

# --- Background ---------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 10, "visibility_timeout": 600}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Ho_Chi_Minh"
CELERY_BEAT_SCHEDULE = {
    "heartbeat": {"task": "ecosystem.core.tasks.heartbeat", "schedule": 5.0},
    "measures": {"task": "ecosystem.core.tasks.fold_measures", "schedule": 30.0},
    "broadcasts": {"task": "ecosystem.notices.tasks.send_broadcasts", "schedule": 20.0},
    "outbox": {"task": "ecosystem.notices.tasks.send_outbox", "schedule": 20.0},
    "deadlines": {"task": "programmes.grants.tasks.watch_deadlines", "schedule": 300.0},
    "feedback": {"task": "programmes.feedback.tasks.send_feedback_reminders", "schedule": 300.0},
    "invitations": {"task": "ecosystem.people.tasks.watch_invitations", "schedule": 300.0},
    "page-counts": {"task": "ecosystem.public.tasks.add_page_counts", "schedule": 60.0},
    "followers": {"task": "programmes.communication.tasks.notify_followers_of_calls", "schedule": 300.0},
    "periods": {"task": "ecosystem.reports.tasks.update_reporting_periods", "schedule": 300.0},
    "reports": {"task": "ecosystem.reports.tasks.build_requested_reports", "schedule": 20.0},
    "jobs": {"task": "ecosystem.lists.tasks.run_open_jobs", "schedule": 20.0},
    "old-files": {"task": "ecosystem.lists.tasks.delete_old_files", "schedule": 3600.0},
}

# --- Language, place, time ----------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "packages"]  # ours; what packages leave untranslated
FORMAT_MODULE_PATH = ["ecosystem.formats"]
LANGUAGE_COOKIE_NAME = "portal_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

# --- Files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static", *([VAR_DIR / "vendor"] if (VAR_DIR / "vendor").is_dir() else [])]
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns without it; empty while the finders serve
# 1: files that `build_static` wrote, each under the hash of its content. 0: as they lie, for tests and manage.py.
HASHED_STATIC = switch("PORTAL_HASHED_STATIC", False)
WHITENOISE_USE_FINDERS = not HASHED_STATIC
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 3600
PRIVATE_FILES_DIR = VAR_DIR / "private"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_FILES_DIR, "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "ecosystem.core.web.delivery.HashedStaticFilesStorage"
        if HASHED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
EXPORT_DAYS = env.int("EXPORT_DAYS", default=7)  # how long the file of a large list is kept for whoever asked for it
if EXPORT_DAYS < 1:
    raise ImproperlyConfigured(f"EXPORT_DAYS is {EXPORT_DAYS}; allowed are whole days from 1.")
INVITATION_DAYS = env.int("INVITATION_DAYS", default=14)  # how long an invitation can be accepted
if INVITATION_DAYS < 1:
    raise ImproperlyConfigured(f"INVITATION_DAYS is {INVITATION_DAYS}; allowed are whole days from 1.")
UPLOAD_MAX_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- Protection ---------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 0 if not SECURE_COOKIES else 31_536_000
BEHIND_TLS_PROXY = switch("BEHIND_TLS_PROXY", False)
SECURE_SSL_REDIRECT = switch("SECURE_SSL_REDIRECT", BEHIND_TLS_PROXY)
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]  # asked by the machine itself
if BEHIND_TLS_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # else all people would share one rate limit, the proxy's
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
