"""The <picture> element of a product picture, and the ground it loads on."""

from typing import TypedDict

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

# The grounds that css/main.css has a class for: a strict content security policy
# leaves no other way to give an element a colour of its own.
TONES = frozenset(
    "e0f3e6 e1ecf2 e2f0e4 e3eee6 e4e8f4 e5edf0 e6f0ea e7f4da e8efe0 e8f2dc "
    "e9e6df eae4f2 eaf0ea ece8f0 eef0e2 efe6da f0e9e1 f0eee0 f1e9dc f2ece0 "
    "f2f4d5 f3e3ea f3ead2 f6e6d3 fbe3c8 fbe4de fde2dc fde8d7 fdf0d5 fdf3cf".split()
)
FALLBACK_WIDTH = 320
PLACEHOLDER = mark_safe('<span class="pic pic-none" aria-hidden="true"></span>')


class Image(TypedDict):
    key: str
    tone: str  # "#rrggbb"
    widths: list[int]  # pixels, smallest first
    alt: str


def picture_html(
    image: Image | None, *, sizes: str, max_width: int, first: bool, alt: str | None
) -> SafeString:
    """Return a square picture in AVIF, WebP and JPEG, or a quiet placeholder for None.

    Widths above max_width are left out: a card never needs the largest.
    A picture of the first view loads at once, the others when they come near.
    """
    if not image:
        return PLACEHOLDER
    widths = [width for width in image["widths"] if width <= max_width] or image["widths"][:1]
    return format_html(
        '<picture class="pic {}">{}<img src="{}" alt="{}" width="{}" height="{}" {}></picture>',
        tone_class(image["tone"]),
        source_tags(image["key"], widths, sizes),
        photo_url(image["key"], fallback_width(widths), "jpg"),
        image["alt"] if alt is None else alt,
        widths[-1],
        widths[-1],
        loading_attributes(first),
    )


def source_tags(key: str, widths: list[int], sizes: str) -> SafeString:
    return format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        ((kind, srcset(key, widths, kind), sizes) for kind in ("avif", "webp")),
    )


def srcset(key: str, widths: list[int], extension: str) -> str:
    return ", ".join(f"{photo_url(key, width, extension)} {width}w" for width in widths)


def photo_url(key: str, width: int, extension: str) -> str:
    return f"{settings.MEDIA_URL}photos/{key}/{width}.{extension}"


def fallback_width(widths: list[int]) -> int:
    """Return the one JPEG width for old browsers: near FALLBACK_WIDTH, among those there are."""
    return min(widths, key=lambda width: abs(width - FALLBACK_WIDTH))


def loading_attributes(first: bool) -> SafeString:
    if first:
        return mark_safe('fetchpriority="high"')
    return mark_safe('loading="lazy" decoding="async"')


def tone_class(tone: str) -> str:
    """Return the class of a known ground, or nothing: the plain ground serves then."""
    name = tone.removeprefix("#").lower()
    return f"tone-{name}" if name in TONES else ""
