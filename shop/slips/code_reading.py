"""Have the QR codes of a picture read by a process of its own, which may fall without us."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).with_name("code_program.py")
SECONDS = 12
log = logging.getLogger("talat.slips")


def codes_on(jpeg: bytes) -> list[str]:
    """Return the texts of the QR codes on a JPEG that we have drawn; none when it fails.

    A slip without a readable code is looked at by a person, so failing refuses nobody.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(PROGRAM)],
            input=jpeg,
            capture_output=True,
            timeout=SECONDS,
            env={},
            cwd="/",
            check=True,
        )
        texts = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        log.warning("the codes of a slip could not be read: %s", type(error).__name__)
        return []
    return [str(text) for text in texts]
