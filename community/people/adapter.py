"""What allauth asks of us: telephone numbers and where messages go."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter

from community.people.models import User
from community.people.phones import to_e164


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def clean_phone(self, phone: str) -> str:
        return to_e164(phone)

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_verified"])

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone_verified(self, user: User, phone: str) -> None:
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(phone=phone).first()

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        raise NotImplementedError("telephone numbers are not verified by SMS yet")
