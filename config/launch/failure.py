"""Turn what can go wrong with the machine into one sentence."""

import errno
import re

FULL = re.compile(r"No space left on device|Disk quota exceeded|os error 28", re.IGNORECASE)
OFFLINE = re.compile(
    r"name resolution|resolve host|dns error|NewConnectionError|ConnectionError|ConnectTimeout"
    r"|Connection refused|Network is unreachable|error sending request|timed out"
    r"|from versions: none",
    re.IGNORECASE,
)


class Refused(Exception):
    """The launcher cannot go on; the sentence says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def sentence_for(error: OSError) -> str:
    """Return what a person should know of an error of the operating system."""
    place = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full{place}: free some space and start again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"This user may not use it{place}: change its owner or set another DATA_DIR."
    return f"The machine refused{place}: {error.strerror or error}."


def sentence_for_output(what: str, output: str, log: str) -> str:
    """Return what a person should know of a command that failed and of what it said."""
    if FULL.search(output):
        return f"The disk is full: {what} could not write. Free some space and start again."
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    last = lines[-1] if lines else "it said nothing"
    return f"{what} failed: {last} (the whole of it is in {log})"
