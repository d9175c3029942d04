"""What staff are asked about goods, what they said, and the words that make them look."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.sellers.models import Seller
from community.words.fields import PlainTextField
from shop.listings.models import Listing
from shop.moderation.word_models import Topic as Topic  # noqa: PLC0414
from shop.moderation.word_models import Word as Word  # noqa: PLC0414


class Look(models.Model):
    """One question to staff: may this go on sale, or may this change of what is on sale?

    While it waits, buyers see nothing of it: a new listing is not on sale, a changed one is sold
    as it was.
    """

    class Kind(models.TextChoices):
        NEW = "new", pgettext_lazy("a look", "New goods")  # the listing is in review
        EDIT = "edit", _("A change")  # `after` holds what is to be written

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for us")
        ACCEPTED = "accepted", pgettext_lazy("a look", "Accepted")
        RETURNED = "returned", pgettext_lazy("a look", "Returned")  # with a reason, to be mended
        WITHDRAWN = "withdrawn", _("Taken off sale")  # with a reason, for good
        DROPPED = "dropped", _("Taken back")  # by the seller

    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.WAITING: {State.ACCEPTED, State.RETURNED, State.WITHDRAWN, State.DROPPED},
        State.ACCEPTED: set(),
        State.RETURNED: set(),
        State.WITHDRAWN: set(),
        State.DROPPED: set(),
    }

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="looks")
    seller = models.ForeignKey(Seller, models.CASCADE, related_name="looks")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    # Why staff are asked: [{"rule": "word", …}], as shop.moderation.risks writes it.
    why = models.JSONField(default=list)
    before = models.JSONField(default=dict)  # facts that passed last; empty for new goods
    after = models.JSONField(default=dict)  # facts as they would be; of an edit only the changed
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Whom a helper acted for; null where people act for themselves.
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = PlainTextField(blank=True)  # in words for the seller

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["listing"],
                condition=models.Q(state="waiting"),
                name="moderation_one_look_waits",
            )
        ]
        indexes = [models.Index("state", "asked_at", "id", name="moderation_queue")]

    def __str__(self) -> str:
        return f"{self.listing} · {self.get_kind_display()}"


class Passed(models.Model):
    """What a listing was like when it last went through the gate: changes are measured by it.

    Not by the last save: many small steps would come to anything.
    """

    listing = models.OneToOneField(Listing, models.CASCADE, primary_key=True, related_name="passed")
    facts = models.JSONField()
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.listing)


class Report(models.Model):
    """Somebody says that a listing should not be on sale. The link with its key shows the answer.

    Nothing of who reported is kept but the account, where there is one.
    """

    class Why(models.TextChoices):
        FORBIDDEN = "forbidden", _("It may not be sold")
        DANGEROUS = "dangerous", _("It is dangerous")
        UNTRUE = "untrue", _("It is not what it says")
        COPIED = "copied", _("Photos or words of somebody else")
        FRAUD = "fraud", _("I think somebody wants to cheat")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for us")
        UPHELD = "upheld", _("It was right")  # something was done about the listing
        DISMISSED = "dismissed", _("Nothing was wrong")

    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.WAITING: {State.UPHELD, State.DISMISSED},
        State.UPHELD: set(),
        State.DISMISSED: set(),
    }

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="reports")
    why = models.CharField(max_length=10, choices=Why.choices)
    text = PlainTextField()
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    sent_at = models.DateTimeField(auto_now_add=True)
    answer = PlainTextField(blank=True)  # in words for who reported
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index("state", "sent_at", "id", name="moderation_reports")]
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "reporter"],
                condition=models.Q(state="waiting"),
                name="moderation_one_report_each",
            )
        ]

    def __str__(self) -> str:
        return f"{self.listing} · {self.get_why_display()}"
