"""Files of goods that a seller brought, row by row, and what saving them changed."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.sellers.models import Seller
from community.words.fields import PlainLineField
from shop.listings.models import Listing, Variant

KEPT_DAYS = 2
UNDO_HOURS = 24


def end_of_keeping() -> datetime:
    return timezone.now() + timedelta(days=KEPT_DAYS)


class Import(models.Model):
    """One file of goods, from the moment it was brought to the day its undo is over."""

    class State(models.TextChoices):
        READING = "reading", _("Being read")  # the worker has it
        COLUMNS = "columns", _("Which column is what?")  # its owner says
        READ = "read", _("To be looked at")  # nothing is saved yet
        SAVING = "saving", _("Being saved")  # the worker has it
        SAVED = "saved", _("Saved")
        UNDONE = "undone", _("Taken back")
        REFUSED = "refused", _("Could not be read")  # `problem` says why
        DROPPED = "dropped", _("Thrown away")  # by its owner, or too old

    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.READING: {State.COLUMNS, State.READ, State.REFUSED, State.DROPPED},
        State.COLUMNS: {State.READING, State.DROPPED},
        State.READ: {State.READING, State.SAVING, State.DROPPED},
        State.SAVING: {State.SAVED, State.READ},
        State.SAVED: {State.UNDONE},
        State.UNDONE: set(),
        State.REFUSED: {State.DROPPED},
        State.DROPPED: set(),
    }

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    seller = models.ForeignKey(Seller, models.PROTECT, related_name="imports")
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Whom a helper brought it for; null where people act for themselves.
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    file_name = PlainLineField(max_length=120)
    state = models.CharField(max_length=8, choices=State.choices, default=State.READING)
    # Of the file: [{"place": 0, "heading": "…", "field": "sku", "sample": "…", "hidden": false}].
    columns = models.JSONField(default=list, blank=True)
    # What its owner said of it as a whole: {"weight_unit": "kg", "join": [19], "columns": true}.
    said = models.JSONField(default=dict, blank=True)
    # The categories that its rows name: {"ผ้า > หมวก": 12}; null: not answered yet.
    categories = models.JSONField(default=dict, blank=True)
    # What is worth knowing of the whole file: [[code, facts]].
    notes = models.JSONField(default=list, blank=True)
    # What could become one listing: [{"rows": [19, 20], "title": "…", "axis": "…"}].
    joins = models.JSONField(default=list, blank=True)
    problem = models.CharField(max_length=300, blank=True)  # a sentence, to its owner
    done = models.PositiveIntegerField(default=0)  # rows read or saved so far
    total = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=end_of_keeping)  # of the rows, unless saved
    begun_at = models.DateTimeField(null=True, blank=True)  # when the worker was asked last
    saved_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    new_count = models.PositiveIntegerField(default=0)  # listings
    changed_count = models.PositiveIntegerField(default=0)  # variants
    held_count = models.PositiveIntegerField(default=0)  # changes that staff look at first
    kept_count = models.PositiveIntegerField(default=0)  # what an undo left, changed since

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index("state", "expires_at", name="imports_to_drop")]

    def __str__(self) -> str:
        return f"{self.seller} · {self.file_name}"


class ImportFile(models.Model):
    """The bytes as they came; gone as soon as they are saved or thrown away."""

    import_of = models.OneToOneField(Import, models.CASCADE, primary_key=True, related_name="file")
    data = models.BinaryField()
    # So far, written outside of the save's transaction, which locks the import itself.
    rows_saved = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.pk}"


class ImportRow(models.Model):
    """One row of the file: what it says, what it would do, what is asked of its owner."""

    class Verdict(models.TextChoices):
        ACCEPT = "accept", _("Right")
        WARN = "warn", _("Right, look once")  # something was read otherwise than it was written
        ASK = "ask", _("A question")  # not saved until it is answered
        REJECT = "reject", _("Not saved")  # something is wrong
        SKIP = "skip", _("Not goods")  # a title, a total, a note

    class Does(models.TextChoices):
        NOTHING = "", _("Nothing")
        NEW = "new", _("New")
        CHANGE = "change", _("Changes")
        SAME = "same", _("Unchanged")

    import_of = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # as Excel counts
    verdict = models.CharField(max_length=6, choices=Verdict.choices)
    does = models.CharField(max_length=6, choices=Does.choices, blank=True)
    # Its category is not chosen yet: it waits with all others of that category.
    waits = models.BooleanField(default=False)
    data = models.JSONField(default=dict, blank=True)  # what shop.spreadsheets.goods.Goods holds
    remarks = models.JSONField(default=list, blank=True)  # shop.spreadsheets.remarks.Remark
    # What was answered, by field: {"price": "1450"}; it stands for what the cell said.
    answers = models.JSONField(default=dict, blank=True)
    differences = models.JSONField(default=list, blank=True)  # [[field, before, after]]

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["import_of", "number"], name="imports_one_row_each")
        ]

    def __str__(self) -> str:
        return f"{self.import_of_id} · {self.number}"


class ImportedChange(models.Model):
    """What one import did to one listing or variant, and what was there before: for its undo."""

    import_of = models.ForeignKey(Import, models.CASCADE, related_name="changes")
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="+")
    # Empty: the listing itself is new.
    variant = models.ForeignKey(Variant, models.CASCADE, null=True, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.import_of_id} · {self.listing_id}"


class ColumnMemory(models.Model):
    """What a seller said of the columns of such a file: the next one is read the same way."""

    seller = models.ForeignKey(Seller, models.CASCADE, related_name="+")
    headings = models.CharField(max_length=64)  # a digest of all of them, in order
    said = models.JSONField()  # {"fields": ["sku", …], "weight_unit": "g"}
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seller", "headings"], name="columns_remembered_once")
        ]

    def __str__(self) -> str:
        return f"{self.seller} · {self.headings[:8]}"


class CategoryMemory(models.Model):
    """Which category a seller's own word stands for."""

    seller = models.ForeignKey(Seller, models.CASCADE, related_name="+")
    word = models.CharField(max_length=200)
    category = models.ForeignKey("catalogue.Category", models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seller", "word"], name="categories_remembered_once")
        ]

    def __str__(self) -> str:
        return self.word


class PhotoBundle(models.Model):
    """Photos that came in one zip file; the worker puts each with the goods of its code."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Being taken in")  # the worker has it
        DONE = "done", _("Taken in")
        FAILED = "failed", _("Not all taken in")  # some were; `photos` says which

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    seller = models.ForeignKey(Seller, models.PROTECT, related_name="+")
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    file_name = PlainLineField(max_length=120)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    data = models.BinaryField()  # empty once it is taken in or given up
    # Of each file: {"name": "LP-001-2.jpg", "listing": 12, "title": "…", "problem": "code"}.
    photos = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.seller} · {self.file_name}"
