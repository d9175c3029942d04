from __future__ import annotations

from django.db import models

from community.channels.outgoing import Outgoing


class Message(Outgoing):
    """A letter about an order: purchase_placed, purchase_paid, …"""

    to = models.EmailField()
    language = models.CharField(max_length=5, default="th")
    context = models.JSONField(default=dict)
