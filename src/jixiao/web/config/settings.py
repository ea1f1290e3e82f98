"""What Django is told. Everything that differs between two installations comes from `environment`."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import allauth

from jixiao.web.config.environment import Database, OpenID, environment_of, secret_in

ENVIRONMENT = environment_of(os.environ)
_HERE = Path(__file__).resolve().parent
_URL = urlsplit(ENVIRONMENT.url)

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret or secret_in(ENVIRONMENT.data)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", _URL.hostname or "", *ENVIRONMENT.hosts]
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.url] if ENVIRONMENT.is_https else []

INSTALLED_APPS = [
    "jixiao.web.people",
    "jixiao.web.targets",
    "jixiao.web.reviews",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "jixiao.web.config.middleware.logged",
    "jixiao.web.config.middleware.with_policy",
    "jixiao.web.config.middleware.bounded",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jixiao.web.config.middleware.in_language",
    "jixiao.web.config.middleware.with_pages",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "jixiao.web.config.urls"
WSGI_APPLICATION = "jixiao.web.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE.parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "jixiao.web.config.said",
                "jixiao.web.config.controls",
                "jixiao.web.people.labels",
                "jixiao.web.targets.labels",
                "jixiao.web.reviews.labels",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jixiao.web.config.navigation.navigation",
            ],
        },
    }
]


# ------------------------------------------------------------------------------ what is kept
def _database(database: Database) -> dict[str, Any]:
    common = {"NAME": database.name, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    if database.is_postgresql:
        return common | {
            "ENGINE": "django.db.backends.postgresql",
            "USER": database.user,
            "PASSWORD": database.password,
            "HOST": database.host,
            "PORT": database.port,
            "OPTIONS": dict(database.options),
        }
    return common | {
        "ENGINE": "django.db.backends.sqlite3",
        "OPTIONS": {
            # IMMEDIATE: two that would both write wait for each other instead of failing half way.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: what was acknowledged survives a power cut; NORMAL may lose the last commits.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


DATABASES = {"default": _database(ENVIRONMENT.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {  # limits of sign-in attempts and the sign of life of workers: shared by all processes
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "jixiao_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MEDIA_ROOT = ENVIRONMENT.data / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a table of a thousand indicators is one form
FILE_UPLOAD_PERMISSIONS = 0o600

# ---------------------------------------------------------------------------------- language
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# ------------------------------------------------------------------------------------ people
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "jixiao.web.people.signing_in.Accounts"
SOCIALACCOUNT_ADAPTER = "jixiao.web.people.signing_in.OpenIDAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_USER_DISPLAY = "jixiao.web.people.signing_in.display"
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",  # an office behind one address
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "jixiao"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
SOCIALACCOUNT_AUTO_SIGNUP = False


def service(openid: OpenID) -> dict[str, Any]:
    """What allauth is told of the service that signs people in."""
    app = {
        "provider_id": "oidc",
        "name": openid.name,
        "client_id": openid.client,
        "secret": openid.secret,
        "settings": {"server_url": openid.issuer},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


SOCIALACCOUNT_PROVIDERS = service(ENVIRONMENT.openid) if ENVIRONMENT.openid else {}

# ---------------------------------------------------------------------------------- security
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENVIRONMENT.is_https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # Strict would drop the session on the way back from OpenID Connect
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "jixiao.web.config.pages.csrf_failed"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = ENVIRONMENT.hsts
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.is_behind_proxy else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENVIRONMENT.is_behind_proxy else 0
#: Where forms may lead besides ourselves: signing in elsewhere begins with a form.
FORM_TARGETS = [urlsplit(ENVIRONMENT.openid.issuer)._replace(path="").geturl()] if ENVIRONMENT.openid else []

# ------------------------------------------------------------------------------ static files
_STATIC = _HERE.parent / "static"
# Other contents, another address: so browsers may keep what they have for good.
_FILES = [path.read_bytes() for path in sorted(_STATIC.rglob("*")) if path.is_file()]
_CONTENTS = sha256(b"".join([*_FILES, allauth.__version__.encode()])).hexdigest()
STATIC_URL = f"static/{_CONTENTS[:12]}/"
STATICFILES_DIRS = [_STATIC]
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = "."

# -------------------------------------------------------------------------------------- mail
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.sender
EMAIL_SUBJECT_PREFIX = ACCOUNT_EMAIL_SUBJECT_PREFIX = "[jixiao] "
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
if ENVIRONMENT.email:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = ENVIRONMENT.email.host, ENVIRONMENT.email.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENVIRONMENT.email.user, ENVIRONMENT.email.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = ENVIRONMENT.email.tls == "starttls", ENVIRONMENT.email.tls == "tls"
    EMAIL_TIMEOUT = 10

# -------------------------------------------------------------------------------------- logs
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "jixiao.web.config.logs.Lines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": ENVIRONMENT.log_level.upper()},
    # Below these levels they repeat what `middleware.logged` and `worker.finished` have said.
    "loggers": {
        **{
            name: {"level": "ERROR"}
            for name in ("django.request", "django.security", "django_tasks", "django_tasks_db")
        },
        "_granian": {"level": "WARNING"},
    },
}
