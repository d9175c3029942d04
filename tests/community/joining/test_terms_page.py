"""Everybody may read the market's terms: those in force and those that come."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from community.joining.requirements import Requirement

pytestmark = pytest.mark.django_db


def test_the_terms_in_force_and_those_to_come_are_there_to_read(client: Client) -> None:
    client.cookies["talat_language"] = "en"
    now = Requirement.objects.get(kind=Requirement.Kind.TERMS)
    Requirement.objects.create(
        slug="terms-2570",
        kind=Requirement.Kind.TERMS,
        title_th="ข้อตกลงใหม่",
        asked_of=now.asked_of,
        terms_version="2570-1",
        terms_from=timezone.localdate() + timedelta(days=40),
        terms_th="คำใหม่ทั้งหมด",
    )

    page = client.get("/join/terms/").content.decode()

    assert f"Version {now.terms_version}" in page
    assert now.terms_en.splitlines()[0][:40] in page
    assert "คำใหม่ทั้งหมด" in page
    assert page.count("Begins later") == 1
