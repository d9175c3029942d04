"""Numbers that can be read out on the telephone and say nothing of how much is sold."""

from __future__ import annotations

import secrets

# Without 0 O 1 I L 5 S U V: heard or read for one another.
ALPHABET = "2346789ABCDEFGHJKMNPQRTWXYZ"


def new_number() -> str:
    """Return as in K7Q2-9XMD: 27⁸ ≈ 2.8 × 10¹¹ of them, drawn at random."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def new_token() -> str:
    return secrets.token_urlsafe(32)
