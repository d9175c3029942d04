"""What a person reads when the market cannot open, and what is never asked of them twice."""

import errno
import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from config.launch import environment, places, stamps
from config.launch.commands import main
from config.launch.failure import Refused, sentence_for, sentence_for_output
from config.launch.places import Places


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, in the environment."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("PORT", "12299")
    monkeypatch.delenv("HOST", raising=False)
    return tmp_path / "data"


def test_a_taken_port_is_one_sentence(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 12299))
        taken.listen()

        code = main(["run"])

    assert code == 1
    assert capsys.readouterr().err == (
        "Port 12299 of 127.0.0.1 cannot be used (Address already in use): stop what uses it "
        "or choose another, for example make run PORT=12300\n"
    )


def test_a_second_run_on_the_same_data_is_refused(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with places.only_one(places.from_environment()):
        code = main(["run"])

    assert code == 1
    assert capsys.readouterr().err == (
        f"A market is already running on {here}: stop it, "
        "or give this one its own DATA_DIR and PORT.\n"
    )


@pytest.mark.parametrize("port", ["0", "65536", "-1", "8k", "๘๐๐๐"])
def test_a_port_that_is_none_is_refused(
    here: Path, monkeypatch: pytest.MonkeyPatch, port: str
) -> None:
    monkeypatch.setenv("PORT", port)

    with pytest.raises(Refused) as refusal:
        places.from_environment()

    assert refusal.value.sentence == f"PORT must be a number from 1 to 65535, not {port!r}."


def test_a_host_that_is_a_name_is_refused(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST", "weaver")

    with pytest.raises(Refused) as refusal:
        places.from_environment()

    assert refusal.value.sentence == "HOST must be an IP address such as 0.0.0.0, not 'weaver'."


def test_a_data_folder_that_is_a_file_is_refused(here: Path) -> None:
    here.write_text("")

    with pytest.raises(Refused) as refusal:
        places.from_environment()

    assert refusal.value.sentence == f"DATA_DIR cannot be used: {here} is not a folder."


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_closed_data_folder_is_refused(here: Path) -> None:
    (here / "logs").mkdir(parents=True)
    here.chmod(0o500)

    with pytest.raises(Refused) as refusal:
        places.from_environment()

    assert refusal.value.sentence == f"This user may not write to {here}: set another DATA_DIR."


def test_a_full_disk_is_refused_before_the_work(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "NEEDED_MB", 10**9)

    with pytest.raises(Refused, match="The disk is full"):
        places.from_environment()


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk is full (/data/x): free some space and start again."),
        (
            errno.EACCES,
            "This user may not use it (/data/x): change its owner or set another DATA_DIR.",
        ),
        (errno.EIO, "The machine refused (/data/x): Input/output error."),
    ],
)
def test_an_error_of_the_machine_is_one_sentence(number: int, sentence: str) -> None:
    error = OSError(number, os.strerror(number), "/data/x")

    assert sentence_for(error) == sentence


def test_a_command_that_met_a_full_disk_says_so() -> None:
    output = "Traceback …\npsycopg.errors.DiskFull: could not extend file: No space left on device"

    sentence = sentence_for_output("manage.py migrate", output, "migrate.log")

    assert sentence == (
        "The disk is full: manage.py migrate could not write. Free some space and start again."
    )


def test_a_command_that_failed_is_told_by_its_last_word() -> None:
    sentence = sentence_for_output("manage.py migrate", "one\nValueError: two\n\n", "migrate.log")

    assert sentence == (
        "manage.py migrate failed: ValueError: two (the whole of it is in migrate.log)"
    )


def test_an_old_python_is_told_what_is_needed() -> None:
    source = (places.ROOT / "config" / "launch" / "__main__.py").read_text()
    pretend = f"import sys\nsys.version_info = (3, 9, 2)\n{source}"

    done = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True)

    assert done.returncode == 1
    assert done.stderr == (
        "Talat needs Python 3.11 or newer and this is 3.9. "
        "Name a newer one: make run PYTHON=python3.12\n"
    )


def test_secrets_are_drawn_once_and_kept_from_others(tmp_path: Path) -> None:
    drawn = environment.kept_secrets(tmp_path)

    assert environment.kept_secrets(tmp_path) == drawn
    assert len(drawn["SECRET_KEY"]) >= 50
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_what_the_person_has_set_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "the person's own")

    told = environment.build(Places(tmp_path, "127.0.0.1", 8000), "postgresql:///talat", 12111)

    assert told["SECRET_KEY"] == "the person's own"


def test_a_key_of_stripe_s_own_needs_no_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRIPE_SECRET_KEY", "sk_test_of_a_person")

    assert not environment.wants_sandbox()


def test_the_sandbox_keeps_its_port(tmp_path: Path) -> None:
    market = Places(tmp_path, "127.0.0.1", 8000)

    first = environment.sandbox_port(market)

    assert environment.sandbox_port(market) == first


def test_a_step_is_due_again_when_a_file_changes(tmp_path: Path) -> None:
    source, stamp = tmp_path / "0001_initial.py", tmp_path / "stamp"
    source.write_text("one")
    stamps.write(stamp, stamps.fingerprint([source]))
    assert stamps.is_current(stamp, stamps.fingerprint([source]))

    source.write_text("two")

    assert not stamps.is_current(stamp, stamps.fingerprint([source]))
