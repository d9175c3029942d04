"""Which colour a state is shown in, the same on every screen."""

# Marigold waits for somebody, indigo is on its way, leaf is done well,
# chili needs a person, grey is over.
KINDS: dict[str, tuple[str, ...]] = {
    "otop": (
        "awaiting_payment",
        "waiting",
        "pending",
        "to_pack",
        "packing",
        "new",
        "unknown",
        "submitted",
        "changes_asked",
        "review",
        "drawn_up",
        "proposed",
        "matched",
    ),
    "info": (
        "packed",
        "shipped",
        "ready",
        "processing",
        "open",
        "held",
        "received",
        "in_review",
        "sent",
        "released",
        "exported",
    ),
    "ok": (
        *("paid", "delivered", "collected", "succeeded", "processed", "claimed", "approved"),
        *("published", "confirmed", "done"),
    ),
    "low": (
        "failed",
        "refund_due",
        "disputed",
        "refused",
        "lost",
        "suspended",
        "returned",
        "no_match",
    ),
}
KIND_OF_STATE = {state: kind for kind, states in KINDS.items() for state in states}


def kind_of_state(state: str) -> str:
    """Return the tag colour of a state: ok, otop, low, info, or quiet when it is over."""
    return KIND_OF_STATE.get(str(state), "quiet")
