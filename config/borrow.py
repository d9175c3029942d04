"""Run a command with an empty database that exists for it alone.

`python -m config.borrow manage.py check --deploy`: for checks that ask a database something.
"""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from config.postgres import Postgres


def main(arguments: list[str]) -> int:
    """Run Python with these arguments and return its exit code."""
    with tempfile.TemporaryDirectory(prefix="talat-") as folder:
        Path(folder).chmod(0o755)  # the server may run as another user
        server = Postgres(Path(folder), options={"fsync": "off"})
        try:
            server.start()
            server.createdb("talat")
            environment = {**os.environ, "DATABASE_URL": server.url("talat")}
            return subprocess.run([sys.executable, *arguments], env=environment).returncode
        finally:
            server.stop(signal.SIGQUIT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
