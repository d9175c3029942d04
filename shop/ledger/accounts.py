"""The codes of accounts: the kind, and whose it is."""

from __future__ import annotations

from shop.ledger.models import Account

Kind = Account.Kind

BANK = str(Kind.BANK)
BUYERS = str(Kind.BUYERS)
COMMISSION = str(Kind.COMMISSION)
COMMISSION_VAT = str(Kind.COMMISSION_VAT)
DISCOUNTS = str(Kind.DISCOUNTS)
DISPUTED = str(Kind.DISPUTED)
FEE_INCOME = str(Kind.FEE_INCOME)
FEES = str(Kind.FEES)
LOSSES = str(Kind.LOSSES)
ON_ITS_WAY = str(Kind.ON_ITS_WAY)
REFUNDS_DUE = str(Kind.REFUNDS_DUE)
UNMATCHED = str(Kind.UNMATCHED)

# These come back to zero when nothing is on its way.
CLEARING = [Kind.BUYERS, Kind.HELD_BY_SELLER, Kind.COD, Kind.ON_ITS_WAY, Kind.DISPUTED]
OF_A_SELLER = {Kind.SELLER, Kind.HELD_BY_SELLER, Kind.COD}
OF_A_COMMUNITY = {Kind.FUND}
OF_SOMEBODY = OF_A_SELLER | OF_A_COMMUNITY | {Kind.GATEWAY}


class UnknownAccount(ValueError):
    """No account can have this code. Carries it."""

    def __init__(self, code: str) -> None:
        super().__init__(repr(code))
        self.code = code


def gateway(name: str = "stripe") -> str:
    return f"{Kind.GATEWAY}:{name}"


def of_seller(seller_id: int) -> str:
    return f"{Kind.SELLER}:{seller_id}"


def held_by_seller(seller_id: int) -> str:
    return f"{Kind.HELD_BY_SELLER}:{seller_id}"


def cod(seller_id: int) -> str:
    return f"{Kind.COD}:{seller_id}"


def fund(community_id: int) -> str:
    return f"{Kind.FUND}:{community_id}"


def parts(code: str) -> tuple[str, int | None, int | None]:
    """Return the kind, the seller's id and the community's id of a code. Raises UnknownAccount."""
    kind, _, rest = code.partition(":")
    if kind not in Kind.values or bool(rest) != (kind in OF_SOMEBODY):
        raise UnknownAccount(code)
    seller_id = int(rest) if kind in OF_A_SELLER else None
    community_id = int(rest) if kind in OF_A_COMMUNITY else None
    return kind, seller_id, community_id
