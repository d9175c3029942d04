"""What the market's processes are told, and the secrets that are kept for them."""

import json
import os
import secrets
import socket
from collections.abc import Mapping
from pathlib import Path

from config.launch.places import Places

# The sandbox's only key: public, worth nothing, and refused when DEBUG is off.
SANDBOX_KEY = "sk_test_talat_sandbox"


def wants_sandbox() -> bool:
    return not os.environ.get("STRIPE_SECRET_KEY")


def wants_postgres() -> bool:
    return not os.environ.get("DATABASE_URL")


def build(places: Places, database_url: str, sandbox_port: int | None) -> dict[str, str]:
    """Return the environment of the children; what the user has set stays as it is."""
    kept = kept_secrets(places.data_dir)
    ours = {
        "DEBUG": "1",
        "DEMO": "1",
        "STATIC_COLLECTED": "1",
        "SECRET_KEY": kept["SECRET_KEY"],
        "SITE_URL": places.address,
        "DATABASE_URL": database_url,
    }
    if sandbox_port is not None:
        ours["STRIPE_SECRET_KEY"] = SANDBOX_KEY
        ours["STRIPE_WEBHOOK_SECRET"] = kept["STRIPE_WEBHOOK_SECRET"]
        ours["STRIPE_API_BASE"] = ours["STRIPE_CHECKOUT_ORIGIN"] = sandbox_url(sandbox_port)
    return {
        **ours,
        **{name: value for name, value in os.environ.items() if value},
        "PORT": str(places.port),
        "DATA_DIR": str(places.data_dir),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONUNBUFFERED": "1",
    }


def sandbox_url(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def sandbox_port(places: Places) -> int:
    """Return a free port, the same at every start while it is free.

    Purchases that wait for their money carry addresses of the sandbox.
    """
    kept = places.data_dir / "sandbox.port"
    port = int(kept.read_text()) if kept.exists() else 0
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    kept.write_text(str(port))
    return port


def kept_secrets(data_dir: Path) -> Mapping[str, str]:
    """Return this market's secrets, drawn at the first start and readable to its owner alone."""
    path = data_dir / "secrets.json"
    if not path.exists():
        drawn = {
            "SECRET_KEY": secrets.token_urlsafe(50),
            "STRIPE_WEBHOOK_SECRET": f"whsec_{secrets.token_hex(24)}",
        }
        # Written whole or not at all.
        unfinished = path.with_suffix(".new")
        unfinished.unlink(missing_ok=True)
        descriptor = os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(drawn, file)
        unfinished.rename(path)
    kept: dict[str, str] = json.loads(path.read_text())
    return kept
