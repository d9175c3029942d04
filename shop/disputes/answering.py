"""Hand in at the gateway what speaks for us, once."""

from __future__ import annotations

from django.db import transaction

from community.people.models import User
from shop.disputes.chargebacks import apply_dispute
from shop.disputes.complaining import add_evidence
from shop.disputes.errors import DisputeMoved
from shop.disputes.models import Dispute, Evidence
from shop.gateways.registry import gateway_named
from shop.payments.models import Attempt


def answer_bank(dispute: Dispute, text: str, by: User) -> None:
    """Keep the evidence, then send it. Raises DisputeMoved, GatewayError: then it can be sent
    again."""
    attempt = Attempt.objects.select_related("payment__purchase").get(disputes=dispute)
    if dispute.state != Dispute.State.OPEN or dispute.gateway_id is None:
        raise DisputeMoved(dispute.state)
    seen = gateway_named(attempt.gateway).answer_dispute(dispute.gateway_id, text)
    with transaction.atomic():
        add_evidence(dispute, Evidence.Of.STAFF, text, by)
        apply_dispute(attempt, seen)
