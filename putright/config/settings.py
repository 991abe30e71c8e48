"""Every setting, in one place; each value that may differ between deployments comes from the environment.

PUTRIGHT_MODE: production (the default), demo (`make run`) or test. In production SECRET_KEY and ALLOWED_HOSTS must
be given. ACCESS_KEY, SITE_ADDRESS: see below. PUTRIGHT_DATA: the folder for the database and files.
PUTRIGHT_DATABASE: see `environment.database`. PUTRIGHT_STATIC: where `collectstatic` puts what browsers load.
PUTRIGHT_PROXIES: how many proxies stand before the program and end TLS. CSRF_TRUSTED_ORIGINS,
EMAIL_HOST and its like, DEFAULT_FROM_EMAIL, LOG_LEVEL: as in Django. HOST, PORT, WEB_WORKERS: see `gunicorn.py`.
"""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from putright.config import environment as env

MODE = env.text("PUTRIGHT_MODE", "production")
if MODE not in ("production", "demo", "test"):
    raise ImproperlyConfigured(f"PUTRIGHT_MODE is {MODE!r}: say production, demo or test.")
PRODUCTION = MODE == "production"
DEMO = MODE == "demo"
"""Demo people, one-click sign-in, plain http. Never with real people's data."""

DEBUG = False
PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("PUTRIGHT_DATA", str(PACKAGE.parent / "var"))).resolve()

if PRODUCTION:
    SECRET_KEY = env.required("SECRET_KEY", "Set it to 50 or more random characters, and keep it the same.")
    env.required("ALLOWED_HOSTS", "Set it to the site's host names, separated by commas.")
    ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
else:
    SECRET_KEY = env.text("SECRET_KEY", "not secret: this key serves demonstrations and tests only")
    ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or ["*" if DEMO else "localhost", "127.0.0.1", "testserver"]

ACCESS_KEY = env.text("ACCESS_KEY", SECRET_KEY)
"""What the codes in letters and the addresses of cases follow from: with another, those given out open nothing."""
SITE_ADDRESS = env.text("SITE_ADDRESS").rstrip("/")
if SITE_ADDRESS:
    env.safe_address("SITE_ADDRESS", SITE_ADDRESS)
"""Where residents reach the site, such as https://complaints.landlord.example; letters say it. Empty: they do not."""

PACK_SIGNING_KEY = env.text("PACK_SIGNING_KEY")
"""The private Ed25519 key, 32 bytes in base64, that signs the policies given to others. Empty: they are not signed."""
PACK_KEYS = env.words("PACK_KEYS")
"""Public keys of others whose policies are taken, each as `Name=key`: whoever imports one sees the name."""

DRAFT_DAYS = env.number("DRAFT_DAYS", 14)
"""For how many days what residents have typed and not sent is kept after they last went on with it."""

ROOT_URLCONF = "putright.config.urls"
WSGI_APPLICATION = "putright.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "putright.design",  # before django.forms: its widget templates win
    "putright.apps.accounts",
    "putright.apps.casework",
    "putright.apps.equality",
    "putright.apps.evidence",
    "putright.apps.governance",
    "putright.apps.intake",
    "putright.apps.learning",
    "putright.apps.letters",
    "putright.apps.mailbox",
    "putright.apps.measuring",
    "putright.apps.oversight.assessment",
    "putright.apps.oversight.dashboards",
    "putright.apps.oversight.reports",
    "putright.apps.oversight.room",
    "putright.apps.oversight.samples",
    "putright.apps.portal",
    "putright.apps.publishing",
    "putright.apps.records",
    "putright.apps.residents",
    "putright.apps.workbench.adoption",
    "putright.apps.workbench.drafts",
    "putright.apps.workbench.holidays",
    "putright.apps.workbench.newcomer",
    "putright.apps.workbench.readings",
    "putright.apps.workbench.rehearsals",
    "putright.apps.workbench.trials",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "putright.apps.accounts.access.SignInRequired",
    "putright.apps.casework.viewing.Door",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "putright.config.navigation.of_request",
            ],
        },
    }
]
FORM_RENDERER = "putright.design.forms.Renderer"

WORK = [
    "putright.apps.workbench.adoption.running.run_once",
    "putright.apps.workbench.holidays.run.run_once",
    "putright.apps.workbench.holidays.notices.run_once",
    "putright.apps.workbench.trials.run.run_once",
    "putright.apps.letters.sending.deliver.run_once",
    "putright.apps.letters.sending.deliver.notify.ask_once",
    "putright.apps.letters.sending.batch.run_once",
    "putright.apps.equality.drawing.run_once",
    "putright.apps.evidence.build.run_once",
    "putright.apps.governance.running.run_once",
    "putright.apps.mailbox.fetch.run_once",
    "putright.apps.mailbox.receipts.run_once",
    "putright.apps.oversight.assessment.calls.watch_once",
    "putright.apps.oversight.assessment.counting.run_once",
    "putright.apps.oversight.reports.run.run_once",
    "putright.apps.measuring.keeping.run_once",
    "putright.apps.residents.importing.run.run_once",
    "putright.apps.casework.scanning.run_once",
    "putright.apps.learning.following.run_once",
    "putright.apps.learning.suggesting.run_once",
    "putright.apps.portal.drafts.forget_old",
    "putright.apps.portal.follow.uploads.forget_old",
    "putright.apps.portal.mail.send_once",
    "putright.apps.records.disposing.run_once",
    "putright.apps.records.access_run.run_once",
    "putright.apps.records.leftovers.forget_old",
]
"""What the worker does when it is due: functions that take the time and say whether they did something."""

# ---- storage --------------------------------------------------------------------------------

DATABASE = env.text("PUTRIGHT_DATABASE")
DATABASES = {"default": env.database(DATABASE) if DATABASE else env.sqlite(DATA_DIR / "putright.sqlite3")}
CACHES = {  # in the database, so that the limits on signing in hold across workers and machines
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # with fewer, many callers at once would push each other's counts out
    }
}
MEDIA_ROOT = DATA_DIR / "files"
STATICFILES_DIRS = [PACKAGE / "static"]
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("PUTRIGHT_STATIC", str(DATA_DIR / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

CLAMD = env.text("CLAMD")
if CLAMD and not CLAMD.startswith("/") and not CLAMD.rpartition(":")[2].isdigit():
    raise ImproperlyConfigured(f"CLAMD is {CLAMD!r}: say its socket, such as /run/clamav/clamd.ctl, or host:port.")
"""Where ClamAV's daemon listens. Empty: files are not scanned for viruses, and the pages that offer files say so."""

# ---- language, time -------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

# ---- signing in -----------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["putright.apps.accounts.access.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}  # type: ignore[assignment]
LOGIN_URL = "demo_sign_in" if DEMO else "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "putright.apps.accounts.access.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Putright"
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("PUTRIGHT_PROXIES", 0)

SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # they may name people
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
CSRF_FAILURE_VIEW = "putright.config.errors.csrf_failure"

# ---- headers and limits ---------------------------------------------------------------------

SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # whether browsers preload the host name is its owner's decision
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # the square picture that sets up an authenticator is a data address
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = [
    "putright.config.uploads.Limited",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# ---- mail -----------------------------------------------------------------------------------

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if env.text("EMAIL_HOST"):
    EMAIL_BACKEND = "putright.apps.letters.sending.deliver.smtp.Backend"
if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL", "complaints@localhost")

# GOV.UK Notify, for public bodies: with a template it sends the e-mails, with NOTIFY_LETTERS it prints and posts.
NOTIFY_EMAIL_TEMPLATE = env.text("NOTIFY_EMAIL_TEMPLATE")
NOTIFY_LETTERS = env.flag("NOTIFY_LETTERS")
NOTIFY_API_KEY = env.text("NOTIFY_API_KEY")
if NOTIFY_EMAIL_TEMPLATE or NOTIFY_LETTERS:
    NOTIFY_API_KEY = env.required("NOTIFY_API_KEY", "Make a key in GOV.UK Notify, under “API integration”.")
NOTIFY_BASE_URL = env.safe_address("NOTIFY_BASE_URL", env.text("NOTIFY_BASE_URL", env.NOTIFY))

# ---- logging --------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"reticent": {"()": "putright.config.logs.Reticent"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "reticent"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},  # to the root alone: nothing is mailed
        "putright": {"level": env.text("LOG_LEVEL", "INFO").upper()},
        "notifications_python_client": {"level": "ERROR"},  # a warning of it quotes what was refused: an address
    },
}
