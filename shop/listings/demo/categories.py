"""The categories of the demo market are planted like those of any other."""

from shop.listings.planting import Path as Path  # noqa: PLC0414
from shop.listings.planting import plant as plant  # noqa: PLC0414
