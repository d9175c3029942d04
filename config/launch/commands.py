"""The launcher's commands: `run` opens the market, `packages` prepares a developer's machine."""

import os
import time

from config.launch import packages, places
from config.launch.failure import Refused, sentence_for
from config.launch.screen import complain, say

STARTED = "TALAT_STARTED_AT"


def main(arguments: list[str]) -> int:
    """Do a command and return the exit code; whatever goes wrong is one sentence on stderr."""
    try:
        return _dispatch(arguments)
    except Refused as refusal:
        complain(refusal.sentence)
    except OSError as error:
        complain(sentence_for(error))
    except KeyboardInterrupt:
        complain("Stopped before it was ready.")
        return 130
    return 1


def _dispatch(arguments: list[str]) -> int:
    if arguments == ["run"]:
        return _run()
    if arguments == ["packages"]:
        where = places.from_environment()
        packages.ensure(for_developers=True, log=where.logs / "packages.log")
        return 0
    raise Refused("Usage: python3 -m config.launch run | packages")


def _run() -> int:
    """Open the market, inside the environment of the locked packages: there we start anew."""
    os.environ.setdefault(STARTED, str(time.time()))
    where = places.from_environment()
    # Asked before the work, so that nobody waits two minutes for a refusal.
    with places.only_one(where):
        places.check_port(where)
        packages.ensure(for_developers=False, log=where.logs / "packages.log")
        if places.inside_venv():
            return _open(where)
    os.chdir(places.ROOT)
    python = str(places.VENV / "bin" / "python")
    return os.execv(python, [python, "-m", "config.launch", "run"])  # noqa: S606


def _open(where: places.Places) -> int:
    from config.launch.market import open_market

    say("Opening the market.")
    return open_market(where, started=float(os.environ.pop(STARTED)))
