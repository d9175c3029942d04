"""The application as the launcher serves it: a server process dies with the one that started it.

Without this, `kill -9` of granian leaves its processes on the port for ever.
"""

import signal

from config.lifeline import die_with_parent

die_with_parent(signal.SIGKILL)

from config.wsgi import application  # noqa: E402

__all__ = ["application"]
