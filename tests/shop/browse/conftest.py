from collections.abc import Iterator

import pytest

from shop.browse.remembering import forget_everything


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Pages remember menus for a minute; a test begins and ends with none."""
    forget_everything()
    yield
    forget_everything()
