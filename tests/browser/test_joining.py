"""A weaver of sixty applies on a small telephone and lists her first cloth."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, expect

from community.joining.models import Answer, Application
from shop.listings.models import Listing
from tests.applied import make_application
from tests.browser.site import Site
from tests.browser.stalls import Stalls
from tests.browser.tapping import Thumb
from tests.browser.visitor import Visitor
from tests.cast import make_user
from tests.community.private.files import picture

# From the door of the application to the saved goods, for somebody who has an account.
MOST_TAPS, MOST_SCREENS = 40, 6
SENT = "Sent. We tell you on your phone. While you wait, add your first goods here."


@pytest.fixture
def small(chromium: Browser) -> Any:
    with chromium.new_context(
        viewport={"width": 360, "height": 740},
        locale="th-TH",
        timezone_id="Asia/Bangkok",
        has_touch=True,
        is_mobile=True,
    ) as context:
        context.set_default_timeout(15_000)
        yield context


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(picture(size=(900, 700)))
    return path


@pytest.fixture
def texts(settings: Any, tmp_path: Path) -> Path:
    """Where the texts of the telephone network go."""
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SMS_PROVIDER = "console"
    settings.DATA_DIR = tmp_path
    return tmp_path / "sms"


def newest_code(texts: Path) -> str:
    newest = max(texts.glob("*.txt"))
    found = re.search(r"\b\d{6}\b", newest.read_text(encoding="utf-8"))
    assert found, newest
    return found[0]


def sign_up(thumb: Thumb, texts: Path) -> None:
    page = thumb.page
    thumb.press(page.get_by_role("link", name=thumb.visitor.say("Sell with us")).first)
    thumb.visitor.look("the door")
    thumb.type(page.locator("[name=name]"), "คำแปง ใจดี")
    thumb.type(page.locator("[name=phone]"), "081 234 5678")
    thumb.press(page.locator("main .btn-primary"))
    thumb.type(page.locator("[name=code]"), newest_code(texts))
    thumb.press(page.locator("main .btn-primary"))


def tell_who(thumb: Thumb) -> None:
    page = thumb.page
    thumb.visitor.look("who and where")
    thumb.type(page.locator("[name=name_th]"), "ผ้าทอบ้านดอนคราม")
    thumb.type_and_wait(page.locator("[name=postcode]"), "๕๐๒๗๐")
    thumb.choose(page.locator("[name=place]"), value="ช่างเคิ่ง|แม่แจ่ม|50")
    thumb.press(page.locator(".action-bar .btn-primary"))


def bring_papers(thumb: Thumb, photo: Path) -> None:
    page = thumb.page
    thumb.visitor.look("papers and money")
    thumb.type(page.locator("[name$=-number]").first, "1 1017 00230 70 8")
    thumb.photograph(page.locator("[type=file]").nth(0), photo)
    thumb.photograph(page.locator("[type=file]").nth(1), photo)
    thumb.choose(page.locator("[name$=-where]"), value="004")
    thumb.type(page.locator("[name$=-number]").last, "123-4-56789-0")
    thumb.photograph(page.locator("[type=file]").nth(2), photo)
    thumb.visitor.look("papers and money, all given")
    thumb.press(page.locator(".action-bar .btn-primary"))


def send(thumb: Thumb) -> None:
    page = thumb.page
    thumb.visitor.look("last look")
    thumb.tap(page.locator("[type=checkbox]"))
    thumb.press(page.locator(".action-bar .btn-primary"))
    thumb.visitor.sees(
        "Sent. We tell you on your phone. While you wait, add your first goods here."
    )
    thumb.visitor.look("sent, and on to the first goods")


def list_first_goods(thumb: Thumb, photo: Path) -> None:
    page = thumb.page
    thumb.photograph(page.locator("[name=photos]"), photo, saves=False)
    thumb.type(page.locator("[name=title_th]"), "ผ้าพันคอฝ้าย")
    thumb.type(page.locator("[name=price]"), "๘๙๐")
    thumb.type(page.locator("[name=stock]"), "12")
    thumb.choose(page.locator("[name=category]"), label="ผ้า")
    thumb.press(page.locator(".action-bar .btn-primary"))


def report(thumb: Thumb, who: str) -> None:
    print(f"{who}: {thumb.taps} taps, {len(thumb.screens)} screens: {thumb.screens}")


def test_from_the_door_to_the_first_goods(
    site: Site, stalls: Stalls, small: BrowserContext, photo: Path, texts: Path
) -> None:
    """Somebody who has an account: every page counts, the door and the shelf at the end too."""
    who = make_user("kampaeng@example.org", name="คำแปง ใจดี", phone="+66812345678")
    visitor = Visitor(small, site)
    _enter(small, site, who)
    visitor.open("/join/")
    thumb = Thumb(visitor)
    thumb.arrive()

    thumb.press(visitor.page.locator("main .btn-primary").first)
    tell_who(thumb)
    bring_papers(thumb, photo)
    send(thumb)
    list_first_goods(thumb, photo)

    report(thumb, "with an account")
    assert Application.objects.get().state == Application.State.SUBMITTED
    assert not Listing.objects.get(title_th="ผ้าพันคอฝ้าย").is_on_sale
    assert thumb.taps <= MOST_TAPS
    assert len(thumb.screens) == len(set(thumb.screens)) <= MOST_SCREENS
    assert not visitor.trouble


def test_signing_up_adds_one_screen(
    site: Site, stalls: Stalls, small: BrowserContext, photo: Path, texts: Path
) -> None:
    """A newcomer writes name and number at the door itself, and the code on one page more."""
    visitor = Visitor(small, site)
    visitor.open("/")
    thumb = Thumb(visitor)

    sign_up(thumb, texts)
    tell_who(thumb)
    bring_papers(thumb, photo)
    send(thumb)
    list_first_goods(thumb, photo)

    report(thumb, "signing up")
    assert thumb.screens[0] == "/join/"
    assert thumb.taps <= MOST_TAPS
    assert len(thumb.screens) == len(set(thumb.screens)) == MOST_SCREENS + 1
    assert not visitor.trouble


def test_it_goes_on_without_scripts_and_on_another_telephone(
    site: Site, stalls: Stalls, chromium: Browser, photo: Path, texts: Path
) -> None:
    who = make_user("kampaeng@example.org", name="คำแปง", phone="+66810000009")
    with chromium.new_context(
        viewport={"width": 360, "height": 740}, locale="th-TH", java_script_enabled=False
    ) as context:
        visitor = Visitor(context, site, has_scripts=False)
        _enter(context, site, who)
        visitor.open("/join/new/seller/")
        visitor.page.locator("[name=name_th]").fill("ผ้าทอบ้านดอนคราม")
        visitor.page.locator("[name=postcode]").fill("50270")
        visitor.press("Find sub-districts")
        visitor.page.locator("[name=place]").select_option("ช่างเคิ่ง|แม่แจ่ม|50")
        visitor.press("Save and continue")
        visitor.page.locator("[name$=-number]").first.fill("1-1017-00230-70-9")
        visitor.page.locator("[type=file]").nth(1).set_input_files(str(photo))
        visitor.press("Save the photos")
        visitor.look("a wrong digit")
        expect(visitor.page.locator("[name$=-number]").first).to_have_value("1-1017-00230-70-9")
        expect(visitor.page.locator(".papers-given")).to_have_count(1)
    with chromium.new_context(
        viewport={"width": 360, "height": 740}, locale="th-TH", java_script_enabled=False
    ) as context:
        visitor = Visitor(context, site, has_scripts=False)
        _enter(context, site, who)
        visitor.open("/join/")
        visitor.follow("Go on with it")
        visitor.follow("Go on")
        visitor.page.locator("[name$=-number]").first.fill("1101700230708")
        visitor.press("Save and continue")
        visitor.press("Send it")
        visitor.sees("Not sent yet. This is still missing; everything else is saved.")
        visitor.look("what is missing")
        assert not visitor.trouble


def _enter(context: BrowserContext, site: Site, who: Any) -> None:
    client = Client()
    client.force_login(who)
    cookie = client.cookies["talat_session"].value
    context.add_cookies([{"name": "talat_session", "value": cookie, "url": site.url}])


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_state_is_fit_for_everybody(
    site: Site, stalls: Stalls, small: BrowserContext, language: str
) -> None:
    visitor = Visitor(small, site)
    visitor.speak(language)
    application = make_application(stalls.mali, state=Application.State.DRAFT)
    Answer.objects.filter(requirement__kind="photo").update(state="returned", reason="รูปเบลอ")
    _enter(small, site, stalls.mali)
    for path in ("/join/", "/join/new/community/", "/account/"):
        visitor.open(path)
        visitor.look(path)

    for state in Application.State:
        Application.objects.update(state=state)
        visitor.open(f"/join/{application.key}/")

        visitor.look(state)
