"""Settings: everything a city changes comes from the environment; everything else is the house's."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF

from yinuo.site import cluster

env = environ.Env()

HERE = Path(__file__).resolve().parent
YINUO_VAR = cluster.var()
YINUO_KEYS = env.str("YINUO_KEYS", default=str(YINUO_VAR / "keys"))
YINUO_DEMO = env.bool("YINUO_DEMO", default=False)
YINUO_CITY_NAME = env.str("YINUO_CITY_NAME", default="")
YINUO_FILING_NUMBER = env.str("YINUO_FILING_NUMBER", default="")

YINUO_RATE_RAISE = env.str("YINUO_RATE_RAISE", default="")
YINUO_RATE_SLIP = env.str("YINUO_RATE_SLIP", default="")
YINUO_RATE_ACT = env.str("YINUO_RATE_ACT", default="")
YINUO_PROXIES = env.int("YINUO_PROXIES", default=0)
YINUO_HOTLINE = env.str("YINUO_HOTLINE", default="12345")
YINUO_TILES_URL = env.str("YINUO_TILES_URL", default="")
YINUO_TILES_CREDIT = env.str("YINUO_TILES_CREDIT", default="")


def _secret(name: str) -> str:
    """A secret of this installation, made once and kept beside the ledger's key."""
    path = Path(YINUO_KEYS) / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass
    return path.read_text()


SECRET_KEY = env.str("YINUO_SECRET_KEY", default="") or _secret("secret.key")
YINUO_PHONE_KEY = env.str("YINUO_PHONE_KEY", default="") or _secret("phone.key")
DEBUG = env.bool("YINUO_DEBUG", default=False)
ALLOWED_HOSTS = env.list("YINUO_HOSTS", default=["localhost", "127.0.0.1", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = env.list("YINUO_ORIGINS", default=[])
IS_HTTPS = env.bool("YINUO_HTTPS", default=False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "procrastinate.contrib.django",
    "yinuo.acts",
    "yinuo.places",
    "yinuo.orgs",
    "yinuo.matters",
    "yinuo.evaluation",
    "yinuo.meetings",
    "yinuo.duties",
    "yinuo.inspection",
    "yinuo.supervision",
    "yinuo.channels.portal",
    "yinuo.channels.desk",
    "yinuo.channels.excel",
    "yinuo.channels.field",
    "yinuo.channels.jobs",
    "yinuo.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "yinuo.site.middleware.actor",
    "yinuo.channels.desk.second_factor.second_factor",
    "yinuo.site.middleware.failures",
]

ROOT_URLCONF = "yinuo.site.urls"
WSGI_APPLICATION = "yinuo.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "yinuo.site.context.house",
                "yinuo.site.look.look",
            ],
        },
    }
]

DATABASES = {"default": environ.Env.db_url_config(cluster.database_url())}
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
AUTH_USER_MODEL = "orgs.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "portal:home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "yinuo.site.accounts.Closed"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
YINUO_MFA_ROLES = env.list("YINUO_MFA_ROLES", default=[])
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [HERE / "static"]
STATIC_ROOT = YINUO_VAR / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = YINUO_VAR / "media"
MEDIA_URL = "media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 12

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SILENCED_SYSTEM_CHECKS = ["django_ratelimit.E003", "django_ratelimit.W001"]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
TILES = urlsplit(YINUO_TILES_URL)
TILE_HOST = "*." + TILES.netloc.partition(".")[2] if "{s}" in TILES.netloc else TILES.netloc
TILE_HOSTS = [f"{TILES.scheme}://{TILE_HOST}"] if TILES.netloc else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *TILE_HOSTS],
        "connect-src": [SELF],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("YINUO_LOG", default="WARNING")},
}
