from __future__ import annotations

from django.db import models

from community.channels.models import Channel
from community.channels.outgoing import Outgoing


class Message(Outgoing):
    """A letter about an order, or a text: purchase_placed, purchase_paid, …"""

    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.EMAIL)
    to = models.CharField(max_length=254)  # an e-mail address, or a number in E.164
    language = models.CharField(max_length=5, default="th")
    context = models.JSONField(default=dict)
