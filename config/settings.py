"""The one settings file: the environment differs, the code does not.

With nothing set the site runs complete on one machine (SQLite, local files, letters in a folder,
an embedded broker). docs/operations.md lists every variable.
"""

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config import databases, env, secrets_store
from config.env import BASE_DIR

VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var")
SITE_URL = env.text("SITE_URL", f"http://127.0.0.1:{env.number('PORT', 8000)}").rstrip("/")
PRODUCTION = env.flag("PRODUCTION", default=SITE_URL.startswith("https://"))
DEBUG = env.flag("DEBUG")

# Secrets ------------------------------------------------------------------------------------

SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY:
    if PRODUCTION:
        raise ImproperlyConfigured("Set SECRET_KEY: a production site does not invent its own.")
    SECRET_KEY = secrets_store.kept(VAR_DIR / "secret.key").hex()
# The pepper of receipt codes. Never derived from SECRET_KEY: that one may be rotated.
RECEIPT_KEY_FILE = env.folder("RECEIPT_KEY_FILE", VAR_DIR / "receipt.key")
if PRODUCTION and not RECEIPT_KEY_FILE.exists():
    raise ImproperlyConfigured(f"RECEIPT_KEY_FILE is missing: {RECEIPT_KEY_FILE}")
RECEIPT_KEY = secrets_store.kept(RECEIPT_KEY_FILE)
# The public log: its key signs checkpoints; its folder, best on another volume, keeps what was
# signed and what was erased beside the database.
LOG_KEY_FILE = env.folder("LOG_KEY_FILE", VAR_DIR / "log.key")
if PRODUCTION and not LOG_KEY_FILE.exists():
    raise ImproperlyConfigured(f"LOG_KEY_FILE is missing: {LOG_KEY_FILE}")
if not PRODUCTION:
    secrets_store.kept(LOG_KEY_FILE)
LOG_EPOCH = env.number("LOG_EPOCH", 1)
LOG_DIR = env.folder("LOG_DIR", VAR_DIR / "log")
ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []

# Apps ---------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "config.admin.OperatorsAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "js_lib_leaflet",
    "oversight",
    "projects",
    "reports",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "oversight.middleware.CompressWords",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "oversight.open_data.OpenData",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "oversight.middleware.SessionClock",
    "oversight.middleware.OwnLanguage",
    "oversight.middleware.SecondFactor",
    "oversight.middleware.AccessLog",
    "oversight.middleware.Demonstration",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
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
                "oversight.context.site",
            ],
        },
    }
]

# Database -----------------------------------------------------------------------------------

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": databases.database(env.text("DATABASE_URL"), VAR_DIR)}

# Counters and sign-in throttles live in the database: a request never touches Redis.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # With the usual 300, three hundred invented accounts would push out a real one's count.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # What many readers ask for within minutes, in each process's memory: reading writes nothing.
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

# Celery -------------------------------------------------------------------------------------

REDIS_URL = env.text("REDIS_URL") or f"redis+socket://{VAR_DIR}/valkey.sock?virtual_host=0"
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 120
CELERY_TIMEZONE = "Asia/Almaty"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "unacked_restore_throttle": 1,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.2,
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
}

# Letters ------------------------------------------------------------------------------------

LETTERS_DIR = env.folder("LETTERS_DIR", VAR_DIR / "letters")
DEFAULT_FROM_EMAIL = env.text("FROM_EMAIL", "Baqylau <baqylau@baqylau.test>")
EMAIL_TIMEOUT = 20
if env.text("EMAIL_URL"):
    vars().update(env.env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "oversight.mail.LetterFolder"

# Files --------------------------------------------------------------------------------------

MEDIA_ROOT = env.folder("MEDIA_ROOT", VAR_DIR / "media")
MEDIA_URL = "/media/"
# Photos that were hidden wait here: shown again after an appeal, or erased.
WITHHELD_DIR = env.folder("WITHHELD_DIR", VAR_DIR / "withheld")
IMPORTS_DIR = env.folder("IMPORTS_DIR", VAR_DIR / "imports")
QUARANTINE_DIR = env.folder("QUARANTINE_DIR", VAR_DIR / "quarantine")
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static-built" if PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_MAX_AGE = 31536000 if PRODUCTION else 300
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if not PRODUCTION
        else "config.static_files.HashedFiles"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
# More than a report may have, so that the form can say so in words.
DATA_UPLOAD_MAX_NUMBER_FILES = 30
FILE_UPLOAD_PERMISSIONS = 0o600
PHOTO_MAX_BYTES = 16 * 1024 * 1024

# Languages and days -------------------------------------------------------------------------

LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "packages"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Almaty"
USE_TZ = True

# People -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "oversight.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {"user_attributes": ["email", "name"]}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    ]
] + [{"NAME": "oversight.passwords.LocalWordsValidator"}]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home-of-user"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "oversight.signin.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
# Keyed by account, not by address: a village and an office each share one.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "5/5m/key",
    "reset_password": "3/h/key",
    "reset_password_from_key": None,
}
ACCOUNT_FORMS = {"reset_password": "oversight.forms.ForgottenPasswordForm"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# allauth's own would keep a second copy of each address, and ask to verify it.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
PASSWORD_RESET_TIMEOUT = 4 * 3600
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Baqylau"
MFA_TOTP_TOLERANCE = 1  # a code may be typed as slowly as it is shown
MFA_ADAPTER = "oversight.signin.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "oversight.forms.SecondFactorForm",
    "reauthenticate": "oversight.forms.SecondFactorAgainForm",
    "activate_totp": "oversight.forms.EnrolForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION

SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")
SESSION_COOKIE_NAME = "__Host-sessionid" if SESSION_COOKIE_SECURE else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if SESSION_COOKIE_SECURE else "csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "oversight.views.csrf_failure"

# Headers ------------------------------------------------------------------------------------

# The ground under maps, such as https://tiles.example.kz/{z}/{x}/{y}.png, and whom it names. With
# none set, no page asks another server for anything.
MAP_TILES_URL = env.text("MAP_TILES_URL")
MAP_TILES_CREDIT = env.text("MAP_TILES_CREDIT")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:", "data:", *env.hosts(MAP_TILES_URL)],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# Other sites learn nothing. Not "no-referrer": with it browsers name no origin in our own forms.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if SITE_URL.startswith("https://") else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = bool(SECURE_HSTS_SECONDS)
SECURE_SSL_REDIRECT = SITE_URL.startswith("https://")
if env.flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"

# API ----------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "oversight.paging.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "oversight.problems.handler",
    "PAGE_SIZE": 50,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Baqylau API",
    "DESCRIPTION": _("Rural public works in Kazakhstan, and what residents see of them."),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "config.openapi.describe",
    ],
    "ENUM_NAME_OVERRIDES": {
        "PlaceKindEnum": "oversight.models.Place.Kind",
        "OfficeKindEnum": "oversight.models.Office.Kind",
        "ReportKindEnum": "reports.models.Kind",
        "NormSectorEnum": "projects.models.Norm.Sector",
        "SectorEnum": "projects.models.Project.Sector",
        "DocumentKindEnum": "projects.models.Document.Kind",
        "ProjectStatusEnum": "projects.models.Project.Status",
        "PhotoStatusEnum": "reports.models.Photo.State",
        "PrecisionEnum": "projects.models.Project.Precision",
        "StageEnum": "projects.models.project.Stage",
        "RemovalReasonEnum": "reports.models.Removal.Reason",
        "RemovalActionEnum": "reports.models.Removal.Action",
        "DueReasonEnum": "reports.models.DueChange.Reason",
        "ReportStateEnum": "reports.workflow.State",
        "EnclosureStateEnum": "reports.models.Enclosure.State",
    },
}

# The site's own rules -----------------------------------------------------------------------

# The ladder against floods (reports/ladder.py): reports an hour, or what else, for each rung.
LADDER = {
    "work_held": env.number("LADDER_WORK_HELD", 40),
    "site_held": env.number("LADDER_SITE_HELD", 300),
    "site_text_only": env.number("LADDER_SITE_TEXT_ONLY", 1000),
    "waiting_text_only": env.number("LADDER_WAITING_TEXT_ONLY", 500),
    "disk_percent_text_only": env.number("LADDER_DISK_PERCENT_TEXT_ONLY", 10),
    "site_closed": env.number("LADDER_SITE_CLOSED", 2000),
    "letters_to_strangers": env.number("LADDER_LETTERS_TO_STRANGERS", 500),
    "objections": env.number("LADDER_OBJECTIONS", 100),
}
# Requests a minute that all readers of the API without a key share, in each web process.
API_OPEN_PER_MINUTE = env.number("API_OPEN_PER_MINUTE", 1200)
# Where "leave quickly" leads: a page that says nothing about this site.
LEAVE_URL = env.text("LEAVE_URL", "https://kk.wikipedia.org/")
OC4IDS_PREFIX = env.text("OC4IDS_PREFIX", "oc4ids-baqylau")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # No address, no agent, no query: the log must not know who asked.
    "filters": {"no_request": {"()": "oversight.quiet.DropRequest"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["no_request"]},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
