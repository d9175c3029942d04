"""A guest's browser: cookies, forms, and the three screens of the checkout."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from django.urls import reverse

from tests.bench.wire import Answer, Shot, send, write_request
from tests.till import CONTACT

SHOWN = re.compile(r'name="shown" value="([^"]+)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class WentElsewhere(Exception):
    """A page was not the one that the buyer should see; carries the status and where it led."""


@dataclass
class Browser:
    """`port` is the server that is asked; another may be taken for each request."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    shown: str = ""

    def get(self, path: str) -> Answer:
        answer = self.take(send(write_request(self.port, path, cookies=self.cookies)))
        if found := TOKEN.search(answer.text):
            self.token = found[1]
        return answer

    def post(self, path: str, **form: str) -> Answer:
        return self.take(send(self.form(path, **form)))

    def form(self, path: str, *, port: int | None = None, **form: str) -> Shot:
        """Return the request that a form's button sends."""
        sent = {"csrfmiddlewaretoken": self.token, **form}
        return write_request(port or self.port, path, cookies=self.cookies, form=sent)

    def take(self, answer: Answer) -> Answer:
        """Keep the cookies of an answer; an empty one is forgotten."""
        for header in answer.headers.get_all("Set-Cookie", []):
            for name, cookie in SimpleCookie(header).items():
                self.cookies[name] = cookie.value
                if not cookie.value:
                    del self.cookies[name]
        return answer

    def fill(self, product_path: str, variant: int) -> None:
        """Put one of it in the basket, as the product page does."""
        self.get(product_path)
        form = {"variant": str(variant), "quantity": "1"}
        _expect(self.post(reverse("basket:add"), **form), reverse("basket:summary"))

    def tell(self, seller: int, method: int) -> None:
        """Say who one is and how it is to be sent."""
        contact = {
            name: getattr(CONTACT, name)
            for name in ("name", "phone", "address", "subdistrict", "district", "province_code")
        }
        answer = self.post(reverse("checkout:contact"), postcode=CONTACT.postcode, **contact)
        _expect(answer, reverse("checkout:delivery"))
        chosen = {f"delivery-{seller}": str(method)}
        _expect(self.post(reverse("checkout:delivery"), **chosen), reverse("checkout:payment"))

    def review(self) -> None:
        """Look at the last screen, and keep what was shown."""
        answer = self.get(reverse("checkout:payment"))
        found = SHOWN.search(answer.text)
        if found is None:
            raise WentElsewhere(answer.status, answer.location)
        self.shown = found[1]

    def order(self, *, port: int | None = None) -> Shot:
        """Return what the button "Order and pay" sends."""
        form = {"shown": self.shown, "method": "promptpay"}
        return self.form(reverse("checkout:payment"), port=port, **form)


def _expect(answer: Answer, location: str) -> None:
    if answer.location != location:
        raise WentElsewhere(answer.status, answer.location)
