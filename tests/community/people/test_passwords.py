from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from community.people.models import User

MALI = User(name="มะลิ ทอผ้า", phone="+66812345678", email="mali.loom@example.org")


@pytest.mark.parametrize(
    "password",
    [
        "short-one",
        "talat12345",
        "Password!!2569",
        "ตลาดชุมชน123",
        "0812345678",
        "มะลิ ทอผ้า 99",
        "maliloom-11",
        "qwertyuiop",
    ],
)
def test_it_refuses_what_is_easy_to_guess(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, MALI)


@pytest.mark.parametrize(
    "password",
    [
        "ฝนตกที่ลำปางเมื่อวาน",
        "🐘🐘 three elephants",
        "only small letters here",
        "a talat where rice is cheap",
        "x7" * 32,
        "y8" * 64,
    ],
)
def test_it_takes_any_letters_and_long_ones(password: str) -> None:
    validate_password(password, MALI)
