from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shop.gateways.base import GatewayError
from shop.ledger.gateway_import import import_movements
from shop.ledger.models import GatewayTransaction


class Command(BaseCommand):
    help = "Bring the gateway's own books beside ours now; the worker does it once an hour."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            kept = import_movements()
        except GatewayError as error:
            raise CommandError(f"The gateway does not answer: {error}") from error
        open_yet = GatewayTransaction.objects.exclude(state=GatewayTransaction.State.MATCHED)
        self.stdout.write(f"{kept} new movements; {open_yet.count()} do not agree with our ledger")
