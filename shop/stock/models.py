from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReservationQuerySet(models.QuerySet["Reservation"]):
    def open(self) -> ReservationQuerySet:
        return self.filter(state__in=Reservation.OPEN)


class Reservation(models.Model):
    """Goods held for a purchase.

    What a stock record calls allocated is the sum of its open reservations that draw on
    stock; audit_books proves it. Goods made to order hold nothing: draws_on_stock is off.
    """

    class State(models.TextChoices):
        HELD = "held", _("Held")  # until the buyer pays or the time is over
        CLAIMED = "claimed", _("Claimed")  # paid for; still on the seller's shelf
        CONSUMED = "consumed", _("Consumed")  # handed over; off the shelf
        RELEASED = "released", _("Released")  # given back

    OPEN: ClassVar[list[str]] = [State.HELD, State.CLAIMED]
    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.HELD: {State.CLAIMED, State.RELEASED},
        State.CLAIMED: {State.CONSUMED, State.RELEASED},
        State.RELEASED: {State.CLAIMED},  # money came late and the goods were still there
        State.CONSUMED: set(),
    }

    # The purchase's number; stock knows nothing else of purchases.
    reference = models.CharField(max_length=20, db_index=True)
    stock_record = models.ForeignKey(
        "partner.StockRecord", models.PROTECT, related_name="reservations"
    )
    quantity = models.PositiveIntegerField()
    draws_on_stock = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    expires_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ReservationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "stock_record"], name="stock_one_reservation"
            ),
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0), name="stock_reservation_above_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} · {self.quantity}"


class Movement(models.Model):
    """One line of the stock book: what is on hand changed, who did it and why. Never edited.

    What a stock record has on hand is the sum of its movements; audit_books proves it. A wrong
    line is put right by another one. Quantities are whole units, grams for goods by weight.
    """

    class Why(models.TextChoices):
        OPENING = "opening", _("First count")  # when it was listed
        RESTOCK = "restock", _("New goods")  # made, harvested, bought in
        SALE = "sale", _("Sold in the shop")  # left the shelf for an order
        STALL_SALE = "stall_sale", _("Sold at the stall")
        WASTE = "waste", _("Broken or spoiled")
        OWN_USE = "own_use", _("Used ourselves")
        GIFT = "gift", _("Given away")
        COUNT = "count", _("Counted")
        RETURN = "return", _("Came back")
        CORRECTION = "correction", _("Put right")
        IMPORT = "import", _("From a file")

    stock_record = models.ForeignKey(
        "partner.StockRecord", models.PROTECT, related_name="movements"
    )
    why = models.CharField(max_length=12, choices=Why.choices)
    change = models.IntegerField()
    before = models.PositiveIntegerField()
    after = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    # When it happened, where a telephone without a line told of it later.
    happened_at = models.DateTimeField(null=True, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # Whom a helper acted for; null where people act for themselves.
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reference = models.CharField(max_length=40, blank=True)  # a purchase, a stock-take, an import
    note = models.CharField(max_length=200, blank=True)
    # The telephone's own name for the act: sent twice, it happens once.
    key = models.UUIDField(unique=True, null=True, blank=True)

    is_repeat = False  # on what a key found again: this time nothing was written

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(after=models.F("before") + models.F("change")),
                name="stock_movement_adds_up",
            ),
            models.CheckConstraint(
                condition=~models.Q(change=0) | models.Q(why="count"),
                name="stock_movement_moves",
            ),
        ]
        indexes = [models.Index(fields=["stock_record", "-id"], name="stock_book")]

    def __str__(self) -> str:
        return f"{self.why} {self.change:+}"


class SetAside(models.Model):
    """Goods that the seller keeps back from the shop for a market day.

    They count as held while it is open, beside the reservations.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Kept back")
        ENDED = "ended", _("Back in the shop")

    stock_record = models.ForeignKey(
        "partner.StockRecord", models.PROTECT, related_name="set_asides"
    )
    quantity = models.PositiveIntegerField()  # what is left of it; 0 once it is over
    place = models.CharField(max_length=120, blank=True)  # as the seller says it
    until = models.DateField()  # its last day; the worker gives it back the day after
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open", quantity__gt=0)
                | models.Q(state="ended", quantity=0),
                name="stock_set_aside_is_over_at_nought",
            ),
            models.UniqueConstraint(
                fields=["stock_record", "until"],
                condition=models.Q(state="open"),
                name="stock_one_set_aside_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} until {self.until}"


class Drawn(models.Model):
    """How much of a sale at the stall was kept back for a market day: taken back, it is again."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="drawn")
    set_aside = models.ForeignKey(SetAside, models.PROTECT, related_name="drawn")
    quantity = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.set_aside_id}"


class StockTake(models.Model):
    """A count of all of a seller's goods or of part of them, while sales go on."""

    class State(models.TextChoices):
        OPEN = "open", _("Counting")
        DONE = "done", _("Counted")
        DROPPED = "dropped", _("Given up")

    seller = models.ForeignKey("sellers.Seller", models.PROTECT, related_name="stock_takes")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seller"],
                condition=models.Q(state="open"),
                name="stock_one_open_take",
            )
        ]

    def __str__(self) -> str:
        return f"{self.seller} · {self.started_at:%Y-%m-%d}"


class Counted(models.Model):
    """One thing of a stock-take; `counted` is empty until somebody has been at the shelf.

    What was expected is what was on hand at `counted_at`, told from the book: sales before and
    after that moment spoil nothing.
    """

    stock_take = models.ForeignKey(StockTake, models.CASCADE, related_name="lines")
    stock_record = models.ForeignKey("partner.StockRecord", models.PROTECT, related_name="+")
    counted = models.PositiveIntegerField(null=True, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)
    counted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    movement = models.OneToOneField(Movement, models.PROTECT, null=True, related_name="counted")
    # The telephone's own name for the latest count of it: sent twice, it is written once.
    key = models.UUIDField(unique=True, null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stock_take", "stock_record"], name="stock_counted_once_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.stock_record_id}: {self.counted}"


class Pending(models.Model):
    """A correction that has no room now, because the goods are promised or kept back.

    It is carried out by itself as goods come free; shop.stock.waiting alone writes it.
    """

    class Kind(models.TextChoices):
        # The seller's figure holds once the orders that are open now have left.
        AFTER_ORDERS = "after_orders", _("After open orders")
        # Gone from the shelf already (sold at the stall, counted): off as soon as goods come free.
        SHORT = "short", _("Missing for open orders")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Given up")  # by the seller, or replaced by a newer one

    stock_record = models.ForeignKey("partner.StockRecord", models.PROTECT, related_name="pending")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    why = models.CharField(max_length=12, choices=Movement.Why.choices)
    wanted = models.PositiveIntegerField()  # on hand, as the seller said it
    # After orders: how many may come back from them before any is taken off.
    # Short: how many are still to be taken off.
    quantity = models.PositiveIntegerField()
    # The newest of what was open then: what was reserved or kept back later does not concern it.
    last_reservation = models.PositiveBigIntegerField(default=0)
    last_set_aside = models.PositiveBigIntegerField(default=0)
    reference = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=200, blank=True)
    # The telephone's own name for the act: sent twice, it happens once.
    key = models.UUIDField(unique=True, null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # When it happened, where a telephone without a line or a stock-take told of it later.
    happened_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    is_repeat = False  # on what a key found again: this time nothing was written

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stock_record"],
                condition=models.Q(state="waiting", kind="after_orders"),
                name="stock_one_after_orders",
            ),
        ]
        indexes = [
            models.Index(
                fields=["stock_record"],
                name="stock_what_waits",
                condition=models.Q(state="waiting"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.wanted}"
