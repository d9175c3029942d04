from __future__ import annotations

from django.urls import re_path

from shop.listings import media_views
from shop.listings.drawing import SETTINGS, WIDTHS

app_name = "media"

WIDTH = "|".join(map(str, WIDTHS))
EXTENSION = "|".join(SETTINGS)

urlpatterns = [
    re_path(
        rf"^photos/(?P<key>[0-9a-f]{{40}})/(?P<name>(?:{WIDTH})\.(?:{EXTENSION}))\Z",
        media_views.photo,
        name="photo",
    ),
]
