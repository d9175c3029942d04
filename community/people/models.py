from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str | None = None, password: str | None = None, **fields: Any
    ) -> User:
        user = self.model(email=self.normalize_email(email or "").lower() or None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Signs in by e-mail or by phone; either may be empty."""

    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    # E.164, as in +66812345678: one spelling, so that it can be unique.
    phone = models.CharField(_("phone"), max_length=16, unique=True, null=True, blank=True)
    phone_verified = models.BooleanField(default=False)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(max_length=5, default="th")
    # How this person wants to be told of things: sms, email or line. Empty: as can be.
    channel = models.CharField(max_length=8, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(phone__isnull=False),
                name="people_user_has_email_or_phone",
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Two people without an e-mail address are not two people with the same one.
        self.email, self.phone = self.email or None, self.phone or None
        super().save(*args, **kwargs)

    # Oscar and its dashboard ask for these three names.
    @property
    def first_name(self) -> str:
        return self.name

    @property
    def last_name(self) -> str:
        return ""

    def get_full_name(self) -> str:
        return self.name or self.email or self.phone or ""

    def get_short_name(self) -> str:
        return self.get_full_name()


class SavedAddress(models.Model):
    """Where a person wants goods sent; the checkout offers it and copies it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="saved_addresses")
    label = models.CharField(max_length=40, blank=True)  # home, shop, mother's
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=16)  # E.164
    address = models.CharField(max_length=300)  # house, village, road
    subdistrict = models.CharField(max_length=80)
    district = models.CharField(max_length=80)
    province_code = models.CharField(max_length=2)
    postcode = models.CharField(max_length=5)
    is_default = models.BooleanField(default=False)

    class Meta:
        ordering = ["-is_default", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(is_default=True), name="people_one_default_address"
            )
        ]

    def __str__(self) -> str:
        return self.label or self.name
