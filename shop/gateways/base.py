"""What every gateway can do for a payment, and the ways in which it can fail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Protocol

# The least that Stripe takes in baht; what costs nothing at all needs no gateway.
LEAST = Decimal("10.00")


class Status(Enum):
    WAITING = "waiting"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Ask:
    """What a gateway is asked to collect. `key` names the attempt and makes asking idempotent."""

    key: str
    method: str  # promptpay or card
    amount_satang: int
    purchase_number: str
    email: str
    language: str
    return_url: str
    cancel_url: str
    expires_at: datetime


@dataclass(frozen=True)
class Seen:
    """What a gateway says of its object."""

    gateway_id: str
    intent_id: str | None
    status: Status
    received_satang: int = 0
    currency: str = "thb"
    next_url: str = ""
    qr_data: str = ""
    error_code: str = ""


@dataclass(frozen=True)
class MoneyBack:
    """What a gateway is asked to give back of one payment. `key` makes asking idempotent."""

    key: str
    intent_id: str
    amount_satang: int
    method: str  # promptpay: the gateway asks the buyer for a bank account, by `email`
    email: str = ""


@dataclass(frozen=True)
class MoneyBackSeen:
    """What a gateway says of a refund. WAITING: the buyer, or a bank, has still to do a thing."""

    gateway_id: str
    status: Status
    amount_satang: int = 0
    key: str = ""  # whose it is; empty for a refund that was made in the gateway's own screens
    error_code: str = ""


@dataclass(frozen=True)
class Movement:
    """One movement of our money in the gateway's own books. Satang; plus is ours.

    `kind` is charge, refund, refund_back, dispute (also won back), fee, settlement or other;
    `amount_satang` is before the fee kept of it. `reference` is what of ours it is about: the
    intent of a charge, the gateway's id of a refund, a dispute, a transfer to our bank.
    """

    gateway_id: str
    kind: str
    reference: str
    amount_satang: int
    fee_satang: int
    currency: str
    description: str
    at: datetime
    available_at: datetime


@dataclass(frozen=True)
class DisputeSeen:
    """What a gateway says of a payment that the buyer's bank takes back."""

    gateway_id: str
    intent_id: str
    amount_satang: int
    status: str  # open, answered, won, lost
    withdrawn_satang: int  # what has left our account for it, and has not come back
    reason: str = ""
    deadline: datetime | None = None


class GatewayError(Exception):
    """Something went wrong between us and the gateway."""


class Refused(GatewayError):
    """The gateway answered no. Nothing was collected, and asking again will not help."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Unavailable(GatewayError):
    """The gateway did nothing: too busy, or not reached. The same question may be asked again."""


class OutcomeUnknown(GatewayError):
    """Nobody can tell whether it was done: a time-out, or an error on the gateway's side."""


class NotFound(GatewayError):
    """The gateway knows no such object in our account."""


class Gateway(Protocol):
    """A gateway that collects for the marketplace. Paying sellers is not its work (shop.payouts).

    Where Stripe Connect works it fits here without another port: `start` would name the seller's
    own account and our fee (a direct charge for each seller order, as Purchase.collect_by
    SELLER_DIRECT makes one payment for each), and a second object beside this one would take a
    released shop.payouts batch instead of the bank's file: a transfer for each payout with its
    number as the key, its id as the bank reference, its failure as the reason. In Thailand a
    platform cannot be liable for losses, nor charge and transfer separately.
    """

    def start(self, ask: Ask) -> Seen:
        """Ask for the money. Called again with an equal `ask` it returns the same object.

        Raises Refused, Unavailable, OutcomeUnknown.
        """

    def look_up(self, gateway_id: str) -> Seen:
        """Return the object as it is now. Raises NotFound, Unavailable, OutcomeUnknown."""

    def find(self, key: str, method: str, since: datetime) -> Seen | None:
        """Return the object that an attempt made although nobody was told, if there is one.

        Called after an OutcomeUnknown whose answer the gateway keeps repeating.
        """

    def cancel(self, gateway_id: str) -> Seen:
        """Close the object so that it cannot be paid, and return what became of it.

        An object that was paid first comes back as SUCCEEDED.
        """

    def received(self) -> Iterator[tuple[str, int]]:
        """Return (intent id, satang) for every payment that the gateway received for us."""

    def transactions(self, since: datetime | None = None) -> Iterator[Movement]:
        """Return every movement of our money in the gateway's own books, newest first.

        Called once an hour with a moment before the last that we have, and by audit_books
        without one. Raises Unavailable, OutcomeUnknown.
        """

    def refund(self, back: MoneyBack) -> MoneyBackSeen:
        """Give back a part of a payment. Called again with an equal `back` it is one refund.

        Called once the refund is booked and written down as sent. Raises Refused (nothing goes
        back by this way: a person pays it), Unavailable, OutcomeUnknown.
        """

    def look_up_refund(self, gateway_id: str) -> MoneyBackSeen:
        """Return the refund as it is now. Raises NotFound, Unavailable, OutcomeUnknown."""

    def find_refund(self, intent_id: str, key: str) -> MoneyBackSeen | None:
        """Return the refund of a payment that was made although nobody was told, if any.

        Called where the answer to `refund` was lost. Raises Unavailable, OutcomeUnknown.
        """

    def look_up_dispute(self, gateway_id: str) -> DisputeSeen:
        """Return a dispute as it is now. Raises NotFound, Unavailable, OutcomeUnknown."""

    def answer_dispute(self, gateway_id: str, text: str) -> DisputeSeen:
        """Hand in what speaks for us, once: it cannot be changed afterwards.

        Raises Refused (too late, or answered already), Unavailable, OutcomeUnknown.
        """
