"""Mali's certificate that staff have checked, and a list of members that Anan brought."""

from __future__ import annotations

from typing import Any

from community.groups.models import Community
from community.people.models import User
from community.rosters.models import Roster
from community.rosters.rows import Row
from shop.listings.models import Listing
from tests.certified import make_certificate


class CertificateScene:
    def __init__(self, listing: Listing, staff: User, community: Community) -> None:
        self.certificate = make_certificate(listing)
        row = Row(2, name="มาลี", phone="+66810000009", kind="individual", role="seller")
        self.roster = Roster.objects.create(
            community=community, brought_by=staff, file_name="list.xlsx", rows=[row.kept()]
        )

    def special(self, name: str) -> dict[str, Any]:
        """Return the arguments of this room's routes."""
        if name.startswith(("desk:certificate", "office:certificate")):
            return {"pk": self.certificate.pk}
        return {"key": self.roster.key} if name.startswith("office:roster") else {}
