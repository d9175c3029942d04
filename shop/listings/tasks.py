"""What the worker does for listings."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

AGAIN = RetryStrategy(max_attempts=4, exponential_wait=5)


@app.task(name="shop.listings.tasks.draw_photo", retry=AGAIN)
def draw_photo(photo_id: int) -> None:
    """Draw the sizes of a photo, and of every photo that is the same picture."""
    from shop.listings import cards, photos
    from shop.listings.models import Photo

    photo = Photo.objects.filter(pk=photo_id).first()
    if photo is None:  # its listing is gone
        return
    photos.draw_sizes(photo)
    same = Photo.objects.filter(key=photo.key)
    cards.rebuild_cards(same.values_list("listing_id", flat=True).distinct())


@app.task(name="shop.listings.tasks.refresh_cards", retry=AGAIN)
def refresh_cards(stock_record_ids: list[int]) -> None:
    from shop.listings import cards

    cards.refresh_stock(stock_record_ids)


@app.task(name="shop.listings.tasks.propose_slug", retry=AGAIN)
def propose_slug(listing_id: int) -> None:
    """Give a listing the address that its title asks for, unless its seller wrote one."""
    from shop.listings.slugs import propose

    propose(listing_id)
