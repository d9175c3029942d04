from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from community.places.lookup import clean_postcode, places_for

A_DAY_SECONDS = 24 * 3600


@require_safe
def postcode(request: HttpRequest) -> HttpResponse:
    """Answer {"postcode": "50200", "places": [...]}; nothing found is an empty list."""
    typed = clean_postcode(request.GET.get("postcode", "")[:40])
    places = places_for(typed) if typed else []
    response = JsonResponse({"postcode": typed, "places": [asdict(place) for place in places]})
    response.headers["Cache-Control"] = f"public, max-age={A_DAY_SECONDS}"
    patch_vary_headers(response, ["Cookie"])
    return response
