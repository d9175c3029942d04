from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from shop.display.pictures import photo_url
from shop.listings.drawing import write_whole

KEY = "0123456789abcdef" * 2 + "01234567"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    write_whole(tmp_path / "photos" / KEY / "320.webp", b"RIFF" * 100)
    write_whole(tmp_path / "photos" / KEY / "secret.txt", b"no")
    write_whole(tmp_path / "originals" / KEY, b"with its metadata")
    return tmp_path


def test_a_drawn_photo_is_kept_for_ever(client: Client) -> None:
    url = reverse("media:photo", args=[KEY, "320.webp"])

    answer = client.get(url, headers={"Accept-Encoding": "gzip, br"})

    assert url == photo_url(KEY, 320, "webp") == f"/media/photos/{KEY}/320.webp"
    assert answer.getvalue() == b"RIFF" * 100
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Content-Encoding" not in answer
    assert "Set-Cookie" not in answer


@pytest.mark.parametrize(
    "path",
    [
        f"photos/{KEY}/640.webp",
        f"photos/{KEY}/321.webp",
        f"photos/{KEY}/320.svg",
        f"photos/{KEY}/secret.txt",
        f"photos/{KEY}/320.webp%0a",
        f"photos/{KEY}/..%2f..%2foriginals%2f{KEY}",
        f"photos/{KEY[:-1]}/320.webp",
        f"photos/{KEY.upper()}/320.webp",
        f"originals/{KEY}",
        "photos/",
        "",
    ],
)
@pytest.mark.django_db
def test_nothing_else_has_an_address(client: Client, path: str) -> None:
    assert client.get(f"/media/{path}").status_code == 404


def test_photos_are_only_read(client: Client) -> None:
    assert client.post(f"/media/photos/{KEY}/320.webp").status_code == 405
