"""Choosing a variant axis by axis, without a script: each value is a link to a whole variant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from shop.browse.remembering import remembered_each
from shop.listings.axes import values_of
from shop.listings.models import Photo, Variant


class Choosable(Protocol):
    """What a buyer chooses among; `options` are its values by the name of the axis."""

    @property
    def id(self) -> int: ...
    @property
    def options(self) -> dict[str, str]: ...
    @property
    def photo(self) -> int: ...
    @property
    def is_available(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    url: str
    is_chosen: bool
    is_available: bool


@dataclass(frozen=True, slots=True)
class Axis:
    name: str
    choices: list[Choice]


def needs_links(variants: Sequence[Variant]) -> bool:
    """Return whether a row of buttons would not do: two axes, or a photo for each."""
    axes = variants[0].listing.axes
    return len(variants) > 1 and (len(axes) > 1 or any(one.photo_id for one in variants))


def axes_of(variants: Sequence[Choosable], chosen: Choosable) -> list[Axis]:
    """Return each axis with its values, and where each leads from what is chosen now."""
    axes = values_of(list(chosen.options), [one.options for one in variants])
    return [
        Axis(name, [_choice(variants, chosen, name, value) for value in values])
        for name, values in axes.items()
    ]


def _choice(variants: Sequence[Choosable], chosen: Choosable, name: str, value: str) -> Choice:
    """Lead to the variant with this value that is most like the chosen one."""
    fitting = [one for one in variants if one.options.get(name) == value]
    target = max(fitting, key=lambda one: (_alike(one, chosen), one.is_available))
    photo = f"&photo={target.photo}" if target.photo else ""
    return Choice(
        value,
        f"?variant={target.id}{photo}#choose",
        chosen.options.get(name) == value,
        target.is_available,
    )


def _alike(one: Choosable, other: Choosable) -> int:
    return sum(other.options.get(name) == value for name, value in one.options.items())


# A new photograph is drawn by the worker first: half a minute more does no harm.
@remembered_each(seconds=30)
def photo_numbers(listing_id: int) -> dict[int, int]:
    """Return the number of each picture on the page by its photo, from 1."""
    ready = Photo.objects.filter(listing=listing_id, state=Photo.State.READY)
    return {pk: number for number, pk in enumerate(ready.values_list("pk", flat=True), 1)}
