"""A payment gateway to develop and test against: the real client talks to it over HTTP.

No real money, no network beyond this machine, and never a part of the product.
"""

from .sandbox import SECRET_KEY, WEBHOOK_SECRET, FakeStripe

__all__ = ["SECRET_KEY", "WEBHOOK_SECRET", "FakeStripe"]
