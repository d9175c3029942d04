"""What allauth asks of us: who somebody is, how messages read, where links lead."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from community.audit.recording import record
from community.people.fields import PhoneField
from community.people.language import remember_language
from community.people.models import User
from community.people.phones import to_e164
from community.people.throttle import LoginThrottle

# After it a payout account waits a day longer (community.banking.contacts).
EMAIL_CHANGED = "person.email_changed"
# One answer for every way in which a log-in can be wrong.
WRONG_LOGIN = _(
    "This does not match. Look at the number or e-mail address and the password once more."
)
TAKEN = _("There is an account with this already. Log in, or ask for a new password.")
PHONE_TAKEN = _("There is an account with this number already. Log in with a code by SMS.")


class AccountAdapter(LoginThrottle, DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": WRONG_LOGIN,
        "phone_password_mismatch": WRONG_LOGIN,
        "username_password_mismatch": WRONG_LOGIN,
        "invalid_login": WRONG_LOGIN,
        "email_taken": TAKEN,
        "phone_taken": PHONE_TAKEN,
        "duplicate_email": _("This is your e-mail address already."),
        "enter_current_password": _("This is not your password of now."),
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("This link has been used or is too old."),
        "too_many_login_attempts": _("Too many tries. Wait ten minutes, then try again."),
        "rate_limited": _("Too many tries. Wait ten minutes, then try again."),
    }

    def save_user(self, request: HttpRequest, user: User, form: Form, commit: bool = True) -> User:
        data = form.cleaned_data
        user.email = data["email"]
        user.name, user.language = data["name"], translation.get_language() or "th"
        user.set_password(data["password1"])
        if commit:
            user.save()
        return user

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Log in; on a phone where nobody has chosen a language, use the person's own."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            remember_language(response, user.language)
        return response

    def reauthenticate(self, user: User, password: str) -> bool:
        """Check the password again; the session gets a new name, as at a log-in."""
        if not super().reauthenticate(user, password):
            return False
        # Checking may have hashed the password anew, which would end this very session.
        user.refresh_from_db(fields=["password"])
        update_session_auth_hash(self.request, user)
        return True

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("customer:home")

    # Telephone numbers

    def clean_phone(self, phone: str) -> str:
        return to_e164(phone)

    def phone_form_field(self, **options: Any) -> PhoneField:
        return PhoneField(**options)

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_verified"])

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone_verified(self, user: User, phone: str) -> None:
        self.set_phone(user, phone, verified=True)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(phone=phone).first()

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        raise NotImplementedError("community.people.pending sends codes")

    # E-mail addresses

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        return bool(email_address.email != email_address.user.email)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirm, unless somebody else has come to use the address in the meantime."""
        others = User.objects.filter(email=email_address.email).exclude(pk=email_address.user_id)
        if others.exists():
            messages.error(request, TAKEN)
            return False
        user = email_address.user
        is_new = user.email != email_address.email
        confirmed = bool(super().confirm_email(request, email_address))
        if confirmed and is_new:
            record(user, EMAIL_CHANGED, user)
        return confirmed

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the language of the person, with links to the market's own address."""
        user = context.get("user")
        language = user.language if user else translation.get_language()
        links = {"site_url": settings.SITE_URL, "signup_url": site_link(reverse("account_signup"))}
        with translation.override(language):
            super().send_mail(template_prefix, email, {**context, **links})

    # Links never come from the Host header: a forged one would carry the key to a stranger.

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "0", "key": "0"})
        return site_link(path.replace("0-0", quote(key)))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return site_link(reverse("account_confirm_email", args=[emailconfirmation.key]))


def site_link(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
