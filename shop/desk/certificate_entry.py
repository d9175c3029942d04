"""One attempt at filling in a certificate: its form, and the paper that came with it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from community.people.models import User
from community.private.models import Paper
from community.private.receiving import Unacceptable, receive_paper
from shop.certificates.forms import CertificateForm
from shop.certificates.kept_papers import sealed, unsealed
from shop.certificates.models import Certificate
from shop.certificates.owners import first_owner
from shop.desk.access import Desk
from shop.listings.models import Listing


class Entry:
    """`older` is the row that it mends, or the one that a new paper follows."""

    def __init__(
        self,
        request: HttpRequest,
        desk: Desk,
        kind: str,
        *,
        older: Certificate | None = None,
        mends: bool = False,
    ) -> None:
        self._desk = desk
        self.sent = request.method == "POST"
        self.paper: Paper | None = unsealed(request.POST.get("kept_paper", ""), desk.user)
        self._mended_has_paper = bool(mends and older and older.evidence_id)
        given: tuple[Any, ...] = (request.POST, request.FILES) if self.sent else ()
        self.form = CertificateForm(
            kind,
            goods_of(desk),
            *given,
            has_evidence=bool(self.paper) or self._mended_has_paper,
            initial=_initial(older, mends) if older else {},
        )

    def is_ready(self) -> bool:
        """Take in a paper that can be taken, whatever else is wrong; say whether all is right."""
        if not self.sent:
            return False
        ready = self.form.is_valid()
        upload = self.form.cleaned_data.get("evidence")
        return self._took(upload) and ready if upload else ready

    def _took(self, upload: Any) -> bool:
        by = self._desk.user
        try:
            self.paper = receive_paper(upload, owner=self._owner() or by, brought_by=by)
        except Unacceptable as error:
            self.form.add_error("evidence", error)
            return False
        return True

    def _owner(self) -> User | None:
        """Return whose paper it is: the owner's, whoever of the shop brings it."""
        return self._desk.owner or first_owner(self._desk.seller)

    def values(self) -> dict[str, Any]:
        evidence = {"evidence": self.paper} if self.paper else {}
        return {**self.form.values, "listings": self.form.cleaned_data["listings"], **evidence}

    @property
    def status(self) -> int:
        return 422 if self.sent else 200

    def page(self) -> dict[str, Any]:
        return {
            "form": self.form,
            "kind": Certificate.Kind(self.form.kind),
            "kept_paper": sealed(self.paper) if self.paper else "",
            "kept_name": str(self.paper) if self.paper else "",
        }


def goods_of(desk: Desk) -> QuerySet[Listing]:
    goods = Listing.objects.filter(seller=desk.seller)
    return goods.exclude(state=Listing.State.WITHDRAWN).order_by("title_th", "pk")


def _initial(older: Certificate, mends: bool) -> dict[str, Any]:
    """Return what is known: everything when mending, without the days when a new paper follows."""
    same = {
        "stars": older.stars,
        "number": older.number,
        "issuer": older.issuer,
        "listings": list(older.listings.values_list("pk", flat=True)),
    }
    days = {name: getattr(older, name) for name in ("year", "issued_on", "expires_on")}
    return {**same, **days} if mends else same
