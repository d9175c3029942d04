"""Bring uv and the locked packages into the checkout. Standard library only."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from config.launch import stamps
from config.launch.failure import OFFLINE, Refused, sentence_for_output
from config.launch.places import ROOT, VENV, inside_venv
from config.launch.screen import step

# The uv that wrote uv.lock.
UV_VERSION = "0.13.9"
UV_FOLDER = ROOT / ".uv"
UV = UV_FOLDER / "bin" / "uv"
UV_STAMP = UV_FOLDER / "talat-version"
STAMP = VENV / "talat-packages"
PIP_OPTIONS = (
    *("--quiet", "--no-input", "--disable-pip-version-check"),
    *("--retries=1", "--timeout=20"),
)


def ensure(*, for_developers: bool, log: Path) -> None:
    """Make .venv hold what uv.lock says; do nothing when it does already.

    Only a developer's command removes packages: the market runs beside what else is there.
    Raises Refused, OSError.
    """
    lock = stamps.fingerprint(ROOT / name for name in stamps.LOCK_FILES)
    everything, running = f"{lock} developers", f"{lock} run"
    here = (VENV / "bin" / "python").exists()
    if here and stamps.is_current(STAMP, everything):
        return
    if here and not for_developers and stamps.is_current(STAMP, running):
        return
    if not stamps.is_current(UV_STAMP, UV_VERSION):
        with step("Fetching uv"):
            _fetch_uv(log)
    with step("Fetching the Python packages"):
        _sync(for_developers, log)
    stamps.write(STAMP, everything if for_developers else running)


def _fetch_uv(log: Path) -> None:
    shutil.rmtree(UV_FOLDER, ignore_errors=True)
    with tempfile.TemporaryDirectory() as spare:
        pip = _pip(Path(spare))
        target = ["install", *PIP_OPTIONS, f"--target={UV_FOLDER}", f"uv=={UV_VERSION}"]
        _run("Fetching uv", [*pip, *target], log)
    # Last, so that a download cut short does not look like a uv.
    stamps.write(UV_STAMP, UV_VERSION)


def _pip(spare: Path) -> list[str]:
    """Return a command that runs pip: this Python's own, or one in a spare environment."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    made = subprocess.run([sys.executable, "-m", "venv", str(spare / "pip")], capture_output=True)
    if made.returncode != 0:
        raise Refused(
            "This Python has no pip: install it (apt-get install python3-pip) and start again."
        )
    return [str(spare / "pip" / "bin" / "python"), "-m", "pip"]


def _sync(for_developers: bool, log: Path) -> None:
    command = [str(UV), "sync", "--frozen", "--quiet"]
    if not for_developers:
        command += ["--no-group=dev", "--inexact"]
    if not inside_venv():
        command.append(f"--python={sys.executable}")
    _run("Fetching the Python packages", command, log)


def _run(what: str, command: list[str], log: Path) -> None:
    done = subprocess.run(
        command, cwd=ROOT, env=_environment(), stdin=subprocess.DEVNULL, capture_output=True
    )
    output = (done.stdout + done.stderr).decode(errors="replace")
    log.write_text(output)
    if done.returncode == 0:
        return
    if OFFLINE.search(output):
        raise Refused(
            f"No network: {what.lower()} needs the package index once. "
            f"Connect this machine and start again (what was tried is in {log})."
        )
    raise Refused(sentence_for_output(what, output, str(log)))


def _environment() -> dict[str, str]:
    environment = dict(os.environ)
    for name in ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX"):
        environment.pop(name, None)
    if not os.access(Path.home(), os.W_OK):
        environment["UV_CACHE_DIR"] = str(UV_FOLDER / "cache")
    return {
        **environment,
        "PIP_USER": "0",
        "PIP_REQUIRE_VIRTUALENV": "0",
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_LINK_MODE": "copy",
        "UV_PROJECT_ENVIRONMENT": str(VENV),
    }
