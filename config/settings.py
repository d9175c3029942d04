"""Every setting, in one file.

What differs between machines comes from the environment. A value that cannot be read
stops the start with a sentence that names it; nothing falls back in silence.
docs/operating.md lists the names.
"""

from __future__ import annotations

import os
from base64 import b64decode
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from oscar.defaults import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name: str, default: str | None = None) -> str:
    """Return the variable, or the contents of the file that NAME_FILE names."""
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, ValueError) as error:
            raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error}") from None
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name} in the environment (docs/operating.md).")
    return value


def env_bool(name: str, default: bool) -> bool:
    value = env(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def env_int(name: str, default: int) -> int:
    value = env(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def env_list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def env_keys(name: str, default: str | None = None) -> dict[str, bytes]:
    """Return keys by their names: "k2:<base64 of 32 bytes>,k1:…", the one to write with first."""
    keys = {}
    for part in env(name, default).split(","):
        label, _colon, encoded = part.strip().partition(":")
        try:
            keys[label] = b64decode(encoded, validate=True)
        except ValueError:
            keys[label] = b""
        if not label or len(keys[label]) != 32:
            raise ImproperlyConfigured(f"{name} must look like name:<base64 of 32 bytes>.")
    return keys


def env_database(name: str) -> dict[str, object]:
    """Return Django's settings for postgresql://user:password@host:port/name?option=value."""
    wrong = ImproperlyConfigured(f"{name} must look like postgresql://user@host:port/name.")
    try:
        url = urlsplit(env(name))
        query = {key: values[-1] for key, values in parse_qs(url.query).items()}
        port = int(query.pop("port", url.port or 0))
    except ValueError:
        raise wrong from None  # the address itself holds a password: it is not repeated
    named = url.scheme in {"postgres", "postgresql"} and url.path.strip("/")
    if not named or not 0 <= port < 65536:
        raise wrong
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": query.pop("host", None) or unquote(url.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": query,
    }


# The machine

# A development machine: defaults for what is not set, play money, accounts all may know.
DEVELOPMENT = env_bool("DEBUG", default=False)
# Django's own fault pages, and every query kept in memory: only where somebody asks for them.
DEBUG = DEVELOPMENT and env_bool("FAULT_PAGES", default=False)
DATA_DIR = Path(env("DATA_DIR", str(BASE_DIR / ".data"))).resolve()
PORT = env_int("PORT", 8000)
SITE_URL = env("SITE_URL", f"http://127.0.0.1:{PORT}" if DEVELOPMENT else None).rstrip("/")
SECRET_KEY = env("SECRET_KEY", "insecure-development-key" if DEVELOPMENT else None)
SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS")
# Seals national ids and account numbers; the index finds equal ones (docs/operating.md).
DEVELOPMENT_KEY = "ZGV2ZWxvcG1lbnQga2V5LCBub3QgZm9yIHVzZSEhISE="
FIELD_KEYS = env_keys("FIELD_KEYS", f"dev:{DEVELOPMENT_KEY}" if DEVELOPMENT else None)
BLIND_INDEX_KEY = env_keys(
    "BLIND_INDEX_KEY", f"index:{DEVELOPMENT_KEY}" if DEVELOPMENT else None
).popitem()[1]
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "*" if DEVELOPMENT else urlsplit(SITE_URL).hostname or "")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", SITE_URL)

# Applications

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sites",
    "django.contrib.flatpages",
    "django.contrib.postgres",
    "config.apps.WiringConfig",
    "community.people",
    "community.places",
    "community.groups",
    "community.sellers",
    "community.audit",
    "community.private",
    "community.channels",
    "community.teams",
    "community.banking",
    "community.joining",
    "community.assistance",
    "community.holidays",
    "community.rosters",
    "shop.display",
    "shop.listings",
    "shop.certificates",
    "shop.stock",
    "shop.stock_news",
    "shop.spreadsheets",
    "shop.uploads",
    "shop.moderation",
    "shop.visits",
    "shop.browse",
    "shop.basket",
    "shop.checkout",
    "shop.delivery",
    "shop.purchases",
    "shop.payments",
    "shop.ways",
    "shop.slips",
    "shop.commission",
    "shop.vouchers",
    "shop.ledger",
    "shop.refunds",
    "shop.disputes",
    "shop.payouts",
    "shop.papers",
    "shop.gateways",
    "shop.fulfilment",
    "shop.notify",
    "shop.desk",
    "shop.office",
    "shop.books",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.line",
    "oscar.config.Shop",
    "oscar.apps.analytics.apps.AnalyticsConfig",
    "oscar.apps.checkout.apps.CheckoutConfig",
    "oscar.apps.address.apps.AddressConfig",
    "oscar.apps.shipping.apps.ShippingConfig",
    "oscar.apps.catalogue.apps.CatalogueConfig",
    "oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig",
    "oscar.apps.communication.apps.CommunicationConfig",
    "shop.partner.apps.PartnerConfig",
    "oscar.apps.basket.apps.BasketConfig",
    "oscar.apps.payment.apps.PaymentConfig",
    "oscar.apps.offer.apps.OfferConfig",
    "oscar.apps.order.apps.OrderConfig",
    "oscar.apps.customer.apps.CustomerConfig",
    "oscar.apps.search.apps.SearchConfig",
    "oscar.apps.voucher.apps.VoucherConfig",
    "oscar.apps.wishlists.apps.WishlistsConfig",
    "oscar.apps.dashboard.apps.DashboardConfig",
    "oscar.apps.dashboard.reports.apps.ReportsDashboardConfig",
    "oscar.apps.dashboard.users.apps.UsersDashboardConfig",
    "oscar.apps.dashboard.orders.apps.OrdersDashboardConfig",
    "oscar.apps.dashboard.catalogue.apps.CatalogueDashboardConfig",
    "oscar.apps.dashboard.offers.apps.OffersDashboardConfig",
    "oscar.apps.dashboard.partners.apps.PartnersDashboardConfig",
    "oscar.apps.dashboard.pages.apps.PagesDashboardConfig",
    "oscar.apps.dashboard.ranges.apps.RangesDashboardConfig",
    "oscar.apps.dashboard.reviews.apps.ReviewsDashboardConfig",
    "oscar.apps.dashboard.vouchers.apps.VouchersDashboardConfig",
    "oscar.apps.dashboard.communications.apps.CommunicationsDashboardConfig",
    "oscar.apps.dashboard.shipping.apps.ShippingDashboardConfig",
    "widget_tweaks",
    "haystack",
    "treebeard",
    "django_tables2",
    "sorl.thumbnail",
    "procrastinate.contrib.django",
]

SITE_ID = 1

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.headers.HeadersMiddleware",
    "config.methods.MethodsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "community.people.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.access.StaffOnlyDashboardMiddleware",
    "shop.basket.middleware.BasketMiddleware",
    "shop.desk.outbox_answers.OutboxMiddleware",
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
                "django.template.context_processors.i18n",
                "shop.display.shell.shell",
                "oscar.core.context_processors.metadata",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "shop.display.templatetags.talat",
            ],
        },
    }
]

# The database

DATABASES = {"default": env_database("DATABASE_URL")}
if env_bool("DATABASE_POOL", default=True):
    # A new connection costs about 6 ms a request.
    DATABASES["default"]["OPTIONS"]["pool"] = {  # type: ignore[index]
        "min_size": 1,
        "max_size": env_int("DATABASE_POOL_SIZE", 8),
        "timeout": 10,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "talat_cache",
        # With Django's 300 a stranger could push the counts of wrong passwords out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Oscar's catalogue says these tables are Oscar's own: a fork of ours changes behaviour only.
MIGRATION_MODULES = {"partner": "oscar.apps.partner.migrations"}
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}

# People

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email", "phone")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "community.people.passwords.EasyWordsValidator"},
]
ACCOUNT_ADAPTER = "community.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
# With a telephone number one needs no password: community/people/code_views.py.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "community.people.forms.LoginForm",
    "signup": "community.people.forms.SignupForm",
    "add_email": "community.people.forms.ChangeEmailForm",
    "change_password": "community.people.forms.ChangePasswordForm",
    "set_password": "community.people.forms.SetPasswordForm",
    "reset_password": "community.people.forms.ResetPasswordForm",
    "reset_password_from_key": "community.people.forms.NewPasswordForm",
    "reauthenticate": "community.people.forms.ReauthenticateForm",
}
# tries/duration/per; what a key is stands beside its use (community/people/throttle.py).
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/10m/ip,10/10m/key",
    "login_failed_anywhere": "60/h/key",
    "signup": "20/10m/ip",
    "reset_password": "20/10m/ip,3/10m/key",
    "change_password": "5/10m/user",
    "order_lookup": "10/10m/ip,10/10m/key",
    "voucher": "10/10m/ip,10/10m/key",
    "tell_me": "20/h/ip",
    "invite": "30/d/user",
    "reauthenticate": "5/10m/user",
    "send_code": "20/h/ip",
    "open_file": "100/h/user",
    "open_slip": "20/h/key,60/h/ip",
    "report_goods": "10/h/ip",
}
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_PHONE_VERIFICATION_ENABLED = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# Whose tries are counted: with a proxy in front, the address that it says it saw.
ALLAUTH_TRUSTED_PROXY_COUNT = int(env_bool("BEHIND_PROXY", default=False))
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "customer:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "browse:home"

# Language

LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
LANGUAGE_COOKIE_NAME = "talat_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True

# Oscar

OSCAR_SHOP_NAME = _("Talat")
OSCAR_DEFAULT_CURRENCY = "THB"
OSCAR_OFFERS_INCL_TAX = True
OSCAR_HOMEPAGE = "/"
OSCAR_SLUG_ALLOW_UNICODE = False
OSCAR_BASKET_COOKIE_OPEN = "talat_basket"
OSCAR_MAX_BASKET_QUANTITY_THRESHOLD = None
OSCAR_DELETE_IMAGE_FILES = False
OSCAR_ALLOW_ANON_CHECKOUT = True
OSCAR_ALLOW_ANON_REVIEWS = False
OSCAR_MODERATE_REVIEWS = True
OSCAR_INITIAL_ORDER_STATUS = "awaiting_payment"
# Purchases move by our own moves alone: from nowhere to nowhere by hand in the dashboard.
OSCAR_ORDER_STATUS_PIPELINE = {
    "awaiting_payment": (),
    "paid": (),
    "expired": (),
    "cancelled": (),
}

# The market

RESERVATION_MINUTES = env_int("RESERVATION_MINUTES", 15)
COMMISSION_PERCENT = env("COMMISSION_PERCENT", "5.00")
LINE_QUANTITY_LIMIT = 999
# How long views of goods wait in memory before they are written; 0: until somebody writes them.
VISITS_SECONDS = env_int("VISITS_SECONDS", 30)
MARKETPLACE_EMAIL = env("MARKETPLACE_EMAIL", "payments@example.org" if DEVELOPMENT else None)
# Who runs this market: on its papers, its QR code and its bank transfers. Empty: not used.
MARKETPLACE_NAME = env("MARKETPLACE_NAME", "ตลาดชุมชน")
MARKETPLACE_ADDRESS = env("MARKETPLACE_ADDRESS", "")
MARKETPLACE_TAX_ID = env("MARKETPLACE_TAX_ID", "")
MARKETPLACE_VAT_REGISTERED = env_bool("MARKETPLACE_VAT_REGISTERED", default=False)
MARKETPLACE_PROMPTPAY = env("MARKETPLACE_PROMPTPAY", "0994000000014" if DEVELOPMENT else "")
MARKETPLACE_BANK_CODE = env("MARKETPLACE_BANK_CODE", "006" if DEVELOPMENT else "")
MARKETPLACE_BANK_NUMBER = env("MARKETPLACE_BANK_NUMBER", "9990000014" if DEVELOPMENT else "")
MARKETPLACE_BANK_HOLDER = env("MARKETPLACE_BANK_HOLDER", MARKETPLACE_NAME)
# platform: the marketplace collects for all sellers; seller_direct: it may not hold money for
# others, so every seller is paid by itself.
COLLECT_BY = env("COLLECT_BY", "platform")
# Days from delivery until a seller's share may be paid out; the law wants five for parcels that
# are paid in cash at the door.
PAYOUT_HOLD_DAYS = env_int("PAYOUT_HOLD_DAYS", 7)
COD_HOLD_DAYS = env_int("COD_HOLD_DAYS", 5)
PAYOUT_MINIMUM = env("PAYOUT_MINIMUM", "100.00")
# Baht above which two of the staff say yes to a refund that a buyer asked for, and to paying it.
REFUND_TWO_EYES_ABOVE = Decimal(env("REFUND_TWO_EYES_ABOVE", "5000.00"))
# Days in which a shop answers a buyer who wants money back; then the market can be asked.
REFUND_ANSWER_DAYS = env_int("REFUND_ANSWER_DAYS", 3)
# Days from delivery, or from sending where nobody knows, in which a buyer can ask for money back.
REFUND_ASK_DAYS = env_int("REFUND_ASK_DAYS", 30)
# Days after a refund is over until the buyer's account and the photos of it are forgotten.
REFUND_FORGET_DAYS = env_int("REFUND_FORGET_DAYS", 90)
SLIP_FORGET_DAYS = env_int("SLIP_FORGET_DAYS", 180)
# Days in which the market decides a complaint.
COMPLAINT_DAYS = env_int("COMPLAINT_DAYS", 7)
# So many days after it was sent a parcel counts as delivered when nobody has said anything.
DELIVERED_AFTER_DAYS = env_int("DELIVERED_AFTER_DAYS", 10)
# What the bank calls the market in its file of payouts.
PAYOUT_COMPANY_ID = env("PAYOUT_COMPANY_ID", "")
DEMO = env_bool("DEMO", default=False)

# Payments

STRIPE_SECRET_KEY = env("STRIPE_SECRET_KEY", "" if DEVELOPMENT else None)
STRIPE_WEBHOOK_SECRETS = env_list("STRIPE_WEBHOOK_SECRET", "" if DEVELOPMENT else None)  # type: ignore[arg-type]
STRIPE_API_BASE = env("STRIPE_API_BASE", "")
STRIPE_CHECKOUT_ORIGIN = env("STRIPE_CHECKOUT_ORIGIN", "https://checkout.stripe.com")
STRIPE_TIMEOUT_SECONDS = env_int("STRIPE_TIMEOUT_SECONDS", 12)
# Off only in the control of a race test: it must then oversell.
STOCK_GUARD = env_bool("STOCK_GUARD", default=True)

# Files

STATIC_URL = "/static/"
# Off for tests and for one who edits the style sheet: files are served from where they lie.
STATIC_COLLECTED = env_bool("STATIC_COLLECTED", default=not DEVELOPMENT)
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "shop" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "shop.display.storage.StaticStorage"
        if STATIC_COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not STATIC_COLLECTED
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# Of one file more is let pass by, unread; each field has a lower limit of its own.
UPLOAD_MOST_BYTES = 20 * 1024 * 1024
# Of all files of one request; what comes after is let pass by too.
UPLOAD_KEPT_AT_MOST_BYTES = 60 * 1024 * 1024
# A larger request is not read at all; nobody uploads anything before signing in.
UPLOAD_READ_AT_MOST_BYTES = 150 * 1024 * 1024
UPLOAD_OF_STRANGERS_AT_MOST_BYTES = 2 * 1024 * 1024
# In memory until it is sealed: a paper must not lie in a temporary folder.
FILE_UPLOAD_HANDLERS = ["community.private.uploading.MemoryUploadHandler"]

# Mail

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
if DEVELOPMENT:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = env("EMAIL_HOST", "localhost")
EMAIL_PORT = env_int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", "ตลาดชุมชน <talat@example.org>")

# Text messages and LINE

SMS_PROVIDER = env("SMS_PROVIDER", "console" if DEVELOPMENT else None)
SMS_KEY = env("SMS_KEY", "")
SMS_SECRET = env("SMS_SECRET", "")
SMS_SENDER = env("SMS_SENDER", "")
# To buyers who gave no e-mail address: paid, and sent. The market pays for each.
SMS_BUYERS = env_bool("SMS_BUYERS", default=True)
SMS_API_BASE = env("SMS_API_BASE", "https://api-v2.thaibulksms.com")
# Of the LINE Login channel; without them nobody is offered LINE.
LINE_CHANNEL_ID = env("LINE_CHANNEL_ID", "")
LINE_CHANNEL_SECRET = env("LINE_CHANNEL_SECRET", "")
LINE_LOGIN = bool(LINE_CHANNEL_ID and LINE_CHANNEL_SECRET)
LINE_LOGIN_ORIGIN = "https://access.line.me"
# Of the Messaging API channel of the same provider; without it LINE tells nobody anything.
LINE_CHANNEL_TOKEN = env("LINE_CHANNEL_TOKEN", "")
LINE_API_BASE = env("LINE_API_BASE", "https://api.line.me")
SOCIALACCOUNT_ADAPTER = "community.people.line.LineAdapter"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 8
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, object]] = {"line": {"SCOPE": ["profile", "openid"]}}
if LINE_LOGIN:
    SOCIALACCOUNT_PROVIDERS["line"]["APP"] = {
        "client_id": LINE_CHANNEL_ID,
        "secret": LINE_CHANNEL_SECRET,
    }
if LINE_CHANNEL_TOKEN:
    # Who logs in is asked to add our official account: it can write to its friends alone.
    SOCIALACCOUNT_PROVIDERS["line"]["AUTH_PARAMS"] = {"bot_prompt": "normal"}

# Security

SECURE = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = SECURE and env_bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env_bool("BEHIND_PROXY", default=False) else None
)
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "talat_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
OSCAR_BASKET_COOKIE_SECURE = SECURE
OSCAR_RECENTLY_VIEWED_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # A form that leads to the card page, or to LINE, is followed through its redirect.
        "form-action": [
            SELF,
            STRIPE_CHECKOUT_ORIGIN,
            *([LINE_LOGIN_ORIGIN] if LINE_LOGIN else []),
        ],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    # A record of the request carries its address, and with it the secret of a link.
    "filters": {"mask_secrets": {"()": "config.masking.MaskSecrets"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["mask_secrets"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"talat": {"level": "INFO"}},
}
