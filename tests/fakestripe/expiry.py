"""What the passing of time does: QR codes and sessions run out."""

from __future__ import annotations

from .confirming import expire_qr
from .sessions import expire_now
from .store import Account
from .world import World


def expire_due(world: World) -> None:
    """Expire everything whose deadline has passed on the sandbox's clock."""
    with world.store.lock:
        now = world.clock.now()
        for account in list(world.store.accounts.values()):
            due = sorted((at, id_) for id_, at in account.deadlines.items() if at <= now)
            for _, id_ in due:
                _expire(world, account, id_)


def _expire(world: World, account: Account, id_: str) -> None:
    del account.deadlines[id_]
    obj = account.objects[id_]
    call = world.call(account)
    world.store.changes += 1
    if obj["object"] == "checkout.session" and obj["status"] == "open":
        expire_now(call, obj)
    elif obj["object"] == "payment_intent" and obj["status"] == "requires_action":
        expire_qr(call, obj)
