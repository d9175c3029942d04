"""What our own source may not hold: inline scripts, strangers' hosts, raw HTML, secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = ("config", "community", "shop", "templates", "docs", "tests")
TEXT = {".py", ".html", ".txt", ".md", ".css", ".js", ".svg", ".toml", ".po", ".json", ".csv", ""}
# Each writes constants of ours, or joins what is escaped already.
MARKS_SAFE = {
    "shop/browse/drawn.py",
    "shop/browse/prose.py",
    "shop/display/language_switch.py",
    "shop/display/pictures.py",
}
# Whose desk it was last, and that something waits: outbox.js says what is kept and for whom.
KEEPS = {
    f"shop/static/talat/js/{name}.js"
    for name in ("desk", "desk_waiting", "outbox", "photos", "talat")
}
WITHOUT_TOKEN = {"shop/gateways/views.py"}
# Forms with a photo: csrf_protect checks the token once it is known how much may be read.
CHECKED_LATER = {"shop/refunds/views.py", "shop/slips/views.py"}
HOSTS = {
    "scripts.sil.org",  # the licence of the typeface
    "www.w3.org",  # the name of SVG
    "github.com",  # the licence of the typeface
}
SECRETS = re.compile(
    r"(?:sk|rk)_live_(?!1234)\w{10,}|sk_test_\w{20,}|whsec_[A-Za-z0-9+/]{24,}"
    r"|AKIA[0-9A-Z]{16}|gh[pousr]_\w{30,}|xox[abp]-\w{10,}|-----BEGIN [A-Z ]*PRIVATE KEY"
    r"|AIza[\w-]{35}|postgres(?:ql)?://[^\s:/@\"']+:(?!password@)[^\s@{\"'<]{6,}@"
)


def files(*suffixes: str, under: tuple[str, ...] = OURS) -> Iterator[Path]:
    for folder in under:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix in suffixes and "__pycache__" not in path.parts:
                yield path


def found(pattern: str, *suffixes: str, under: tuple[str, ...] = OURS[:4]) -> dict[str, str]:
    """Return the files in which the pattern occurs, and the first place in each."""
    searched = re.compile(pattern, re.IGNORECASE)
    matches = (
        (path, searched.search(path.read_text("utf-8"))) for path in files(*suffixes, under=under)
    )
    return {str(path.relative_to(ROOT)): match[0] for path, match in matches if match}


@pytest.mark.parametrize(
    "pattern",
    [
        r"<script(?![^>]*\ssrc=)",
        r"<style\b",
        r"<[a-z][^>]*\sstyle=",
        r"<[a-z][^>]*\son[a-z]+=",
        r"=\"\s*(?:javascript|vbscript|data):",
        r"\|\s*safe\b|\|\s*safeseq\b",
        r"\bautoescape\s+off\b",
        r"<(?:iframe|object|embed|base)\b",
    ],
)
def test_templates_hold_nothing_that_the_policy_forbids(pattern: str) -> None:
    letters = {name for name in found(pattern, ".html") if name.startswith("templates/emails/")}

    # A letter has its styles within: mail programs fetch none.
    assert {name for name in found(pattern, ".html") if name not in letters} == set()
    assert "style" in pattern or letters == set()


def test_only_listed_places_say_that_html_is_safe() -> None:
    assert set(found(r"\bmark_safe\(|\bSafeString\(|__html__", ".py")) == MARKS_SAFE


def test_only_the_webhook_does_without_a_token() -> None:
    assert set(found(r"\bcsrf_exempt\b", ".py")) - CHECKED_LATER == WITHOUT_TOKEN


@pytest.mark.parametrize(
    "pattern",
    [
        r"\bshell=True",
        r"\b(?:pickle|marshal|shelve)\b",
        r"\byaml\.load\(",
        r"(?<![.\w])(?:eval|exec)\(",
        r"\.extra\(|\bRawSQL\(|\.objects\.raw\(",
        r"\bexecute(?:many)?\(\s*f[\"']",
        r"\bhashlib\.(?:md5|sha1)\(",
        r"\bverify=False|_create_unverified_context",
        r"\bDEBUG\s*=\s*True",
    ],
)
def test_our_code_does_without_dangerous_tools(pattern: str) -> None:
    assert found(f"(?m){pattern}", ".py", under=("config", "community", "shop")) == {}


def test_chance_that_matters_is_drawn_from_secrets() -> None:
    drawn = found(r"(?m)^\s*(?:import random|from random import)", ".py", under=OURS[:3])

    assert set(drawn) == {"shop/listings/demo/bulk.py"}  # a generated market, the same each time


def test_scripts_write_no_html() -> None:
    pattern = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
        r"|sessionStorage|document\.cookie"
    )

    assert found(pattern, ".js") == {}


def test_only_the_desks_scripts_keep_something() -> None:
    assert set(found(r"localStorage|indexedDB|postMessage", ".js")) == KEEPS


def test_no_page_style_or_script_names_a_strangers_host() -> None:
    hosts = re.compile(r"(?:https?:)?//((?:[a-z0-9-]+\.)+[a-z]{2,})", re.IGNORECASE)
    named = {
        host.lower()
        for path in files(".html", ".css", ".js", ".svg", ".txt", under=("shop", "templates"))
        for host in hosts.findall(path.read_text("utf-8"))
    }

    assert named <= HOSTS


def test_no_secret_is_in_the_repository() -> None:
    leaked = {
        str(path.relative_to(ROOT)): match[0][:12]
        for path in [*files(*TEXT), *(path for path in ROOT.iterdir() if path.is_file())]
        if path != Path(__file__)
        if (match := SECRETS.search(path.read_text("utf-8", errors="ignore")))
    }

    assert leaked == {}


@pytest.mark.parametrize(
    "secret",
    [
        "sk_" + "live_51Habcdefghijk",
        "whsec_" + "abcdefghijklmnopqrstuvwxyz",
        "-----BEGIN " + "RSA PRIVATE KEY",
        "postgresql://talat:" + "hunter2hunter2@db/talat",
    ],
)
def test_a_secret_would_be_found(secret: str) -> None:
    assert SECRETS.search(f'KEY = "{secret}"')
