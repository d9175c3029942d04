from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from shop.gateways.base import GatewayError
from shop.ledger.gateway_import import import_movements

log = logging.getLogger("talat.ledger")


@app.periodic(cron="17 * * * *")
@app.task(name="shop.ledger.tasks.import_gateway", queueing_lock="import_gateway")
def import_gateway(timestamp: int) -> None:
    """Bring the gateway's own books up to the hour; a silent gateway is asked in the next."""
    try:
        import_movements()
    except GatewayError as error:
        log.warning("the gateway's movements: %s", error)
