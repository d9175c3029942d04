from __future__ import annotations

from django.db import models


class Draft(models.Model):
    """What a buyer has told the checkout so far. It lives and ends with the basket."""

    basket = models.OneToOneField("basket.Basket", models.CASCADE, related_name="checkout_draft")
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=16, blank=True)  # E.164
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300, blank=True)  # house, village, road
    subdistrict = models.CharField(max_length=80, blank=True)
    district = models.CharField(max_length=80, blank=True)
    province_code = models.CharField(max_length=2, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    note = models.CharField(max_length=300, blank=True)
    delivery = models.JSONField(default=dict)  # {"<seller id>": <delivery method id>}
    payment_method = models.CharField(max_length=12, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.name
