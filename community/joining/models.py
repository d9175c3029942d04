"""Joining: what somebody who applies tells us, and what staff say to each part of it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.groups.models import Community
from community.joining.requirements import Requirement as Requirement  # noqa: PLC0414
from community.places.models import Province
from community.private.fields import EncryptedField
from community.private.models import Paper
from community.sellers.models import Seller
from community.teams.models import Invitation
from community.words.fields import PlainLineField, PlainTextField


class Application(models.Model):
    """A person asks to sell, or brings a community. Saved at every step."""

    class Wants(models.TextChoices):
        SELLER = "seller", _("To sell")
        COMMUNITY = "community", _("To bring a community or a market")

    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", _("A person")
        ENTERPRISE = "community_enterprise", _("A community enterprise")
        COMPANY = "company", _("A company")
        OTOP = "otop_group", _("An OTOP group")
        MARKET = "community_market", _("A community market")
        NETWORK = "sme_network", _("An SME network")

    class State(models.TextChoices):
        DRAFT = "draft", _("Not sent yet")
        SUBMITTED = "submitted", _("Sent")
        IN_REVIEW = "in_review", _("Being looked at")
        CHANGES_ASKED = "changes_asked", _("Something is missing")
        APPROVED = "approved", _("Approved")
        SUSPENDED = "suspended", _("Suspended")  # hidden; open orders go on
        CLOSED = "closed", _("Closed")  # withdrawn, refused or ended

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="applications"
    )
    # Who filled it in: the applicant, or a helper sitting beside.
    filled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    wants = models.CharField(max_length=10, choices=Wants.choices)
    kind = models.CharField(max_length=24, choices=Kind.choices)
    state = models.CharField(max_length=14, choices=State.choices, default=State.DRAFT)
    step = models.CharField(max_length=20, blank=True)  # the last one saved

    name_th = PlainLineField(max_length=160, blank=True)
    name_en = PlainLineField(max_length=160, blank=True)
    # Folded: lower case, no marks, no "กลุ่ม" or "วิสาหกิจชุมชน": near-equal names are found by it.
    name_folded = models.CharField(max_length=200, blank=True)
    story_th = PlainTextField(blank=True)
    story_en = PlainTextField(blank=True)
    phone = models.CharField(max_length=16, blank=True)  # E.164
    line_id = models.CharField(max_length=60, blank=True)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="applications"
    )
    district = models.CharField(max_length=80, blank=True)
    subdistrict = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    address = models.CharField(max_length=300, blank=True)
    # Under which community the seller wants to sell; invited or chosen.
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="applications"
    )
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, blank=True)

    # National id, juristic number or registration: 13 digits or the enterprise's own code.
    tax_id = EncryptedField(blank=True)
    tax_id_index = models.CharField(max_length=64, blank=True, db_index=True)
    account_kind = models.CharField(max_length=10, blank=True)  # of banking.PayoutAccount.Kind
    bank_code = models.CharField(max_length=3, blank=True)
    account_number = EncryptedField(blank=True)
    account_index = models.CharField(max_length=64, blank=True, db_index=True)
    account_holder = models.CharField(max_length=160, blank=True)

    # What came of it; made when it is first sent, not on sale before approval.
    made_seller = models.OneToOneField(
        Seller, models.PROTECT, null=True, blank=True, related_name="application"
    )
    made_community = models.OneToOneField(
        Community, models.PROTECT, null=True, blank=True, related_name="application"
    )
    # As it was when it was last sent: only what has changed since is brought there again.
    made_as = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True, blank=True)  # the last time
    first_submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    # Told to the applicant in plain words with the state: why suspended, why closed.
    reason = PlainTextField(blank=True)
    # The member of staff who has it open, so that two do not do the same.
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [
            # The queue: oldest first among those that wait.
            models.Index("state", "submitted_at", "id", name="joining_queue"),
            models.Index("state", "province", "submitted_at", name="joining_queue_province"),
            models.Index("phone", name="joining_phone"),
            # Near-equal names, and parts of names that staff type.
            GinIndex(fields=["name_folded"], name="joining_names", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["applicant", "wants"],
                condition=Q(state__in=["draft", "submitted", "in_review", "changes_asked"]),
                name="joining_one_open_application",
            ),
            # Two at once with one number: one wins, the other is told. Who is suspended does not
            # begin anew beside it.
            models.UniqueConstraint(
                fields=["tax_id_index", "wants"],
                condition=Q(
                    state__in=["submitted", "in_review", "changes_asked", "approved", "suspended"]
                )
                & ~Q(tax_id_index=""),
                name="joining_one_for_each_number",
            ),
        ]

    def __str__(self) -> str:
        return self.name_th or str(self.key)


class Answer(models.Model):
    """One requirement of one application: what was given, and what staff said to it."""

    class State(models.TextChoices):
        MISSING = "missing", _("Still to do")
        GIVEN = "given", _("Given")
        CHECKED = "checked", _("Checked once")  # the bank account wants a second pair of eyes
        ACCEPTED = "accepted", pgettext_lazy("an answer", "Accepted")
        RETURNED = "returned", _("Please mend")  # with a reason in plain words
        WAIVED = "waived", _("Not needed")  # with a reason

    application = models.ForeignKey(Application, models.CASCADE, related_name="answers")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="answers")
    state = models.CharField(max_length=10, choices=State.choices, default=State.MISSING)
    text = PlainTextField(blank=True)  # where the requirement asks for words
    papers = models.ManyToManyField(Paper, related_name="answers", blank=True)
    terms_version = models.CharField(max_length=20, blank=True)  # what was agreed to
    given_at = models.DateTimeField(null=True, blank=True)
    reason = PlainTextField(blank=True)  # why returned or waived
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["requirement__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "requirement"], name="joining_one_answer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.requirement}"
