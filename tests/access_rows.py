"""Who may do what: one row for each route, one status for each role, for GET and for POST.

What is not one's own is a 404, as if it were not there. A page that asks who one is sends
somebody without an account to the log-in (302) whatever the address names.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.scene import ONE_POWER, ROLES

Statuses = Mapping[str, int]  # role to status

TEAM = ("owner", "manager", "packer", "accountant")
GRANTED = ("helper", *ONE_POWER)  # the first has every power that an owner can give
AT_DESK = (*TEAM, *GRANTED)
ACTORS = ("owner", "manager", "packer", "helper", "helper_orders")
NOT_ACTORS = {"accountant": 403, "helper_listing": 403, "helper_stock": 403}
SEE_ORDERS = (*ACTORS, "accountant")
NO_ORDERS = {"helper_listing": 403, "helper_stock": 403}
LISTERS = ("owner", "manager", "helper", "helper_listing")
NOT_LISTERS = {"packer": 403, "accountant": 403, "helper_stock": 403, "helper_orders": 403}
COUNTERS = ("owner", "manager", "helper", "helper_stock")
NOT_COUNTERS = {"packer": 403, "accountant": 403, "helper_listing": 403, "helper_orders": 403}
SELLERS = (*TEAM, "other_seller")
HELPERS = (*GRANTED, "helper_without_grant")
NO_HELPERS = dict.fromkeys(GRANTED, 403)


def everyone(status: int, *, anonymous: int | None = None) -> Statuses:
    return dict.fromkeys(ROLES, status) | ({} if anonymous is None else {"anonymous": anonymous})


def only(
    *roles: str, get: int = 200, others: int = 404, anonymous: int | None = None
) -> dict[str, int]:
    return {**everyone(others, anonymous=anonymous), **dict.fromkeys(roles, get)}


LOOK = (everyone(200), everyone(405))
PRESS = (everyone(405), everyone(404))  # an empty form names nothing that is there
BUYERS = (only("buyer"), everyone(405))
MEMBERS = (everyone(200, anonymous=302), everyone(200, anonymous=302))
STAFF = (only("staff"), only("staff", get=405))
OWN_DESK = (only(*SELLERS, *GRANTED, anonymous=302), everyone(405, anonymous=302))
MALIS_ORDERS = (
    only(*SEE_ORDERS, anonymous=302) | NO_ORDERS,
    everyone(405, anonymous=302),
)
TO_THE_BASKET = everyone(302)
GUESTS = only("anonymous", others=302)
NO_LINE = (everyone(404), everyone(404))  # LINE is not set up

MALIS_COUNTERS = only(*COUNTERS, anonymous=302) | NOT_COUNTERS
COUNTERS_PRESS = only(*COUNTERS, get=302, anonymous=302) | NOT_COUNTERS
NOT_EDITORS = {"packer": 403, "accountant": 403} | NO_HELPERS
MALIS_EDITORS = only("owner", "manager", anonymous=302) | NOT_EDITORS
MALIS_EDITORS_POST = only("owner", "manager", get=422, anonymous=302) | NOT_EDITORS
EDITORS_PRESS = only("owner", "manager", get=302, anonymous=302) | NOT_EDITORS
SHOP_EDITORS = {**MALIS_EDITORS, "other_seller": 200}
SHOP_EDITORS_POST = {**MALIS_EDITORS_POST, "other_seller": 422}

# At the desk without that power is a 403; a grant of Mali's is not Kham's.
NOT_OWNERS = dict.fromkeys(("manager", "packer", "accountant"), 403) | NO_HELPERS
ONLY_OWNERS = only("owner", "other_seller", anonymous=302) | NOT_OWNERS
OWNER_OF_THE_GRANT = only("owner", get=302, anonymous=302) | NOT_OWNERS

POST_ALONE = everyone(405, anonymous=302)
TEAM_MEMBERS = only(*SELLERS, anonymous=302) | NO_HELPERS
MALIS_OWNER = only("owner", anonymous=302) | NOT_OWNERS
OWNER_PRESSES = only("owner", get=302, anonymous=302) | NOT_OWNERS
MONEY_SEEN = only("owner", "manager", "accountant", "other_seller", anonymous=302)
NIRAN = only("community_manager", anonymous=302)
NIRAN_REFUSED = only("community_manager", get=422, anonymous=302)
NIRAN_PRESSES = only("community_manager", get=302, anonymous=302)
NIRANS = (only("community_manager", anonymous=302), everyone(405, anonymous=302))
NIRANS_FORM = (NIRANS[0], only("community_manager", get=422, anonymous=302))
NIRANS_BUTTON = (
    everyone(405, anonymous=302),
    only("community_manager", get=302, anonymous=302),
)
# A draft: its applicant's, and of who fills it in.
FILLED_IN = only("buyer", "helper_without_grant", anonymous=302)
FILLED_IN_WRONG = only("buyer", "helper_without_grant", get=422, anonymous=302)
FILLED_IN_PRESSED = only("buyer", "helper_without_grant", get=302, anonymous=302)

# Goods by file: who lists goods and counts them.
BULK = ("owner", "manager", "helper")
NOT_BULK = {"packer": 403, "accountant": 403} | dict.fromkeys(ONE_POWER, 403)
MALIS_BULK = only(*BULK, anonymous=302) | NOT_BULK
BULK_OWN = {**MALIS_BULK, "other_seller": 200}
BULK_PRESS = only(*BULK, get=302, anonymous=302) | NOT_BULK

ROWS: dict[str, tuple[Statuses, Statuses]] = {
    "browse:home": LOOK,
    "joining:terms": LOOK,
    "joining:start": LOOK,
    "joining:new": (everyone(200, anonymous=302), everyone(422, anonymous=302)),
    "joining:application": (FILLED_IN, everyone(405)),
    "joining:who": (FILLED_IN, FILLED_IN_WRONG),
    "joining:papers": (FILLED_IN, FILLED_IN_PRESSED),
    "joining:send": (FILLED_IN, FILLED_IN_WRONG),
    "joining:withdraw": (everyone(405), FILLED_IN_PRESSED),
    "browse:sellers": LOOK,
    "browse:seller": LOOK,
    "browse:communities": LOOK,
    "browse:community": LOOK,
    "browse:community-sellers": LOOK,
    "browse:provinces": LOOK,
    "browse:province": LOOK,
    "browse:robots": LOOK,
    "browse:sitemap": LOOK,
    "browse:sitemap-part": LOOK,
    "catalogue:index": LOOK,
    "catalogue:detail": LOOK,
    "catalogue:category": LOOK,
    "search:search": LOOK,
    "media:photo": LOOK,
    "places:postcode": LOOK,
    "private:paper": (only("owner", "staff"), everyone(405)),
    "private:page": (only("owner", "staff"), everyone(405)),
    "basket:summary": LOOK,
    "basket:add": PRESS,
    "basket:update": PRESS,
    "basket:remove": PRESS,
    "basket:voucher-add": (everyone(405), everyone(422)),
    "basket:voucher-remove": PRESS,
    "checkout:index": (TO_THE_BASKET, everyone(405)),
    "checkout:contact": (TO_THE_BASKET, TO_THE_BASKET),
    "checkout:delivery": (TO_THE_BASKET, TO_THE_BASKET),
    "checkout:payment": (TO_THE_BASKET, TO_THE_BASKET),
    "orders:lookup": (everyone(200), everyone(200)),
    "orders:purchase": BUYERS,
    "orders:have-it": (everyone(405), everyone(404)),  # an empty form names no shop's parcel
    "orders:call-off": (everyone(405), everyone(404)),  # the same
    "orders:cancel": (everyone(405), only("buyer", get=302)),
    "payments:pay": BUYERS,
    "payments:start": (everyone(405), only("buyer", get=302)),
    "payments:state": BUYERS,
    "payments:return": (only("buyer", get=302), everyone(405)),
    "payments:qr": (everyone(404), everyone(405)),  # no code is drawn yet
    "slips:slip": (only("buyer"), only("buyer", get=422)),
    "slips:qr": (everyone(404), everyone(405)),  # its time to pay is over
    "slips:photo": (only("buyer", "staff"), everyone(405)),
    "gateways:stripe": (everyone(405), everyone(400)),
    "desk:today": OWN_DESK,
    "desk:orders": (
        only(*SEE_ORDERS, "other_seller", anonymous=302) | NO_ORDERS,
        everyone(405, anonymous=302),
    ),
    "desk:order": MALIS_ORDERS,
    "desk:slip": MALIS_ORDERS,
    "desk:pack": (
        everyone(405, anonymous=302),
        only(*ACTORS, get=302, anonymous=302) | NOT_ACTORS,
    ),
    "desk:order-received": (
        everyone(405, anonymous=302),
        only(*ACTORS, get=302, anonymous=302) | NOT_ACTORS,
    ),
    "desk:weigh": (
        everyone(405, anonymous=302),
        only(*ACTORS, get=302, anonymous=302) | NOT_ACTORS,
    ),
    "desk:ship": (
        everyone(405, anonymous=302),
        only(*ACTORS, get=422, anonymous=302) | NOT_ACTORS,
    ),
    "desk:goods": OWN_DESK,
    "desk:goods-many": (  # nothing is ticked: it says so, and goes back to the list
        POST_ALONE,
        only(*LISTERS, "other_seller", get=302, anonymous=302) | NOT_LISTERS,
    ),
    "desk:listing-numbers": (only(*AT_DESK, anonymous=302), POST_ALONE),
    "desk:listing-new": (
        only(*LISTERS, "other_seller", anonymous=302) | NOT_LISTERS,
        only(*LISTERS, "other_seller", get=422, anonymous=302) | NOT_LISTERS,
    ),
    "desk:listing": (
        only(*AT_DESK, anonymous=302),
        only(*LISTERS, get=422, anonymous=302) | NOT_LISTERS,
    ),
    "desk:listing-move": (
        everyone(405, anonymous=302),
        only(*LISTERS, get=302, anonymous=302) | NOT_LISTERS,
    ),
    "desk:listing-offers": (
        everyone(405, anonymous=302),
        # An empty form changes nothing: what it leaves out stays as it is.
        only(*LISTERS, get=302, anonymous=302)
        | {"helper_stock": 302, "packer": 403, "accountant": 403, "helper_orders": 403},
    ),
    "desk:listing-axes": (
        everyone(405, anonymous=302),
        only(*LISTERS, get=409, anonymous=302) | NOT_LISTERS,  # it says not what it saw
    ),
    "desk:listing-word": (
        everyone(405, anonymous=302),
        only(*LISTERS, get=422, anonymous=302) | NOT_LISTERS,
    ),
    "desk:listing-related": (
        only(*LISTERS, anonymous=302) | NOT_LISTERS,
        only(*LISTERS, get=302, anonymous=302) | NOT_LISTERS,
    ),
    "desk:listing-photos": (
        only(*LISTERS, anonymous=302) | NOT_LISTERS,
        only(*LISTERS, get=302, anonymous=302) | NOT_LISTERS,
    ),
    "desk:worker": LOOK,  # of nobody: the same for all
    "desk:manifest": LOOK,
    "desk:phone": LOOK,
    "desk:phone-shell": LOOK,
    "desk:phone-me": OWN_DESK,
    "desk:upload-begin": (
        everyone(405, anonymous=302),
        only(*LISTERS, "other_seller", get=422, anonymous=302) | NOT_LISTERS,
    ),
    # The owner's own: who lists for the same shop has others.
    "desk:upload": (
        only("owner", anonymous=302) | NOT_LISTERS,
        only("owner", get=409, anonymous=302) | NOT_LISTERS,  # a part that says no place
    ),
    "desk:stock": OWN_DESK,
    "desk:stock-book": (only(*AT_DESK, anonymous=302), POST_ALONE),
    "desk:stock-sold": (MALIS_COUNTERS, {**MALIS_COUNTERS, **dict.fromkeys(COUNTERS, 422)}),
    "desk:stock-change": (MALIS_COUNTERS, {**MALIS_COUNTERS, **dict.fromkeys(COUNTERS, 422)}),
    "desk:stock-keep": (MALIS_COUNTERS, {**MALIS_COUNTERS, **dict.fromkeys(COUNTERS, 422)}),
    "desk:stock-after": (POST_ALONE, COUNTERS_PRESS),
    "desk:stock-kept-back": (POST_ALONE, COUNTERS_PRESS),
    "desk:stock-undo": (POST_ALONE, COUNTERS_PRESS),
    "desk:stock-wish-end": (POST_ALONE, COUNTERS_PRESS),
    "desk:stock-takes": (
        MALIS_COUNTERS | {"other_seller": 200},
        {**MALIS_COUNTERS, **dict.fromkeys((*COUNTERS, "other_seller"), 422)},
    ),
    "desk:stock-take": (MALIS_COUNTERS, POST_ALONE),
    "desk:stock-take-sheet": (MALIS_COUNTERS, POST_ALONE),
    "desk:stock-take-table": (MALIS_COUNTERS, COUNTERS_PRESS),
    "desk:stock-take-end": (MALIS_COUNTERS, COUNTERS_PRESS),
    "desk:stock-take-line": (
        MALIS_COUNTERS,
        {**MALIS_COUNTERS, **dict.fromkeys(COUNTERS, 422)},
    ),
    "desk:imports": (BULK_OWN, {**BULK_OWN, **dict.fromkeys((*BULK, "other_seller"), 422)}),
    "desk:import-template": (BULK_OWN, POST_ALONE),
    "desk:export": (BULK_OWN, POST_ALONE),
    "desk:import": (MALIS_BULK, POST_ALONE),
    "desk:import-state": (MALIS_BULK, POST_ALONE),
    "desk:import-report": (MALIS_BULK, POST_ALONE),
    **dict.fromkeys(
        ("desk:import-columns", "desk:import-answers", "desk:import-save"),
        (POST_ALONE, BULK_PRESS),
    ),
    "desk:import-undo": (POST_ALONE, BULK_PRESS),
    "desk:import-drop": (POST_ALONE, BULK_PRESS),
    "desk:bulk-table": (
        only(*BULK, "helper_listing", "helper_stock", "other_seller", anonymous=302)
        | {"packer": 403, "accountant": 403, "helper_orders": 403},
        only(*BULK, "helper_listing", "helper_stock", "other_seller", get=302, anonymous=302)
        | {"packer": 403, "accountant": 403, "helper_orders": 403},
    ),
    "desk:bulk-photos": (
        only(*LISTERS, "other_seller", anonymous=302) | NOT_LISTERS,
        only(*LISTERS, "other_seller", get=422, anonymous=302) | NOT_LISTERS,
    ),
    "desk:bulk-photos-bundle": (only(*LISTERS, anonymous=302) | NOT_LISTERS, POST_ALONE),
    "desk:bulk-photos-state": (only(*LISTERS, anonymous=302) | NOT_LISTERS, POST_ALONE),
    "desk:delivery": OWN_DESK,
    "desk:delivery-new": (SHOP_EDITORS, SHOP_EDITORS_POST),
    "desk:delivery-method": (MALIS_EDITORS, MALIS_EDITORS_POST),
    "desk:shop": OWN_DESK,
    "desk:shop-words": (SHOP_EDITORS, SHOP_EDITORS_POST),
    "teams:kept": (everyone(404), everyone(404)),  # nobody has opened a link
    "teams:invitation": (
        only("buyer", others=403, anonymous=200),
        only("buyer", get=302, others=403, anonymous=302),
    ),
    "banking:stop": (everyone(200), everyone(200)),  # the link itself says who stops it
    "desk:team": (TEAM_MEMBERS, POST_ALONE),
    "desk:team-invite": (ONLY_OWNERS, {**ONLY_OWNERS, "owner": 422, "other_seller": 422}),
    "desk:team-leave": (
        TEAM_MEMBERS,
        only(*SELLERS, get=302, anonymous=302) | NO_HELPERS,
    ),
    "desk:team-member": (MALIS_OWNER, {**MALIS_OWNER, "owner": 422}),
    "desk:team-end": (POST_ALONE, OWNER_PRESSES),
    "desk:team-again": (POST_ALONE, MALIS_OWNER),
    "desk:team-withdraw": (POST_ALONE, OWNER_PRESSES),
    "papers:of-purchase": BUYERS,
    "office:papers": STAFF,
    "office:paper": STAFF,
    "office:paper-pdf": STAFF,
    "office:paper-right": (only("staff", get=302), only("staff", get=302)),  # it is a receipt
    "papers:invoice": (only("buyer", get=302), only("buyer", get=302)),  # nobody has VAT here
    "papers:paper": BUYERS,
    "papers:pdf": BUYERS,
    "desk:money-ways": (
        MONEY_SEEN | {"packer": 403} | NO_HELPERS,
        only("owner", "manager", "other_seller", get=302, anonymous=302) | NOT_EDITORS,
    ),
    "desk:statements": (MONEY_SEEN | {"packer": 403} | NO_HELPERS, POST_ALONE),
    "desk:statement": (MONEY_SEEN | {"packer": 403} | NO_HELPERS, POST_ALONE),
    "desk:statement-file": (MONEY_SEEN | {"packer": 403} | NO_HELPERS, POST_ALONE),
    "desk:year": (MONEY_SEEN | {"packer": 403} | NO_HELPERS, POST_ALONE),
    "desk:year-file": (MONEY_SEEN | {"packer": 403} | NO_HELPERS, POST_ALONE),
    "desk:papers": (MONEY_SEEN | {"packer": 403} | NO_HELPERS, POST_ALONE),
    "desk:papers-heading": (
        ONLY_OWNERS,
        only("owner", "other_seller", get=422, anonymous=302) | NOT_OWNERS,
    ),
    "desk:paper": (MONEY_SEEN | {"packer": 403, "other_seller": 404} | NO_HELPERS, POST_ALONE),
    "desk:paper-right": (
        only("owner", "manager", "accountant", get=302, anonymous=302)
        | {"packer": 403, "other_seller": 404}
        | NO_HELPERS,
        only("owner", "manager", "accountant", get=302, anonymous=302)
        | {"packer": 403, "other_seller": 404}
        | NO_HELPERS,
    ),
    "desk:paper-pdf": (MONEY_SEEN | {"packer": 403, "other_seller": 404} | NO_HELPERS, POST_ALONE),
    "desk:money": (MONEY_SEEN | {"packer": 403} | NO_HELPERS, POST_ALONE),
    "desk:money-payouts": (MONEY_SEEN | {"packer": 403} | NO_HELPERS, POST_ALONE),
    "desk:money-payout": (
        MONEY_SEEN | {"packer": 403, "other_seller": 404} | NO_HELPERS,
        POST_ALONE,
    ),
    "desk:money-slips": (MONEY_SEEN | {"packer": 403} | NO_HELPERS, POST_ALONE),
    "desk:money-slip": (
        only("owner", "manager", "accountant", anonymous=302) | {"packer": 403} | NO_HELPERS,
        only("owner", "manager", "accountant", get=422, anonymous=302)
        | {"packer": 403}
        | NO_HELPERS,
    ),
    "desk:money-rows": (MONEY_SEEN | {"packer": 403} | NO_HELPERS, POST_ALONE),
    "desk:payout-account": (MONEY_SEEN | {"packer": 403} | NO_HELPERS, POST_ALONE),
    "desk:payout-change": (
        ONLY_OWNERS | {"owner": 302},  # one change waits already
        ONLY_OWNERS | {"owner": 302, "other_seller": 422},
    ),
    "desk:payout-confirm": (MALIS_OWNER, {**MALIS_OWNER, "owner": 422}),
    "desk:payout-code": (POST_ALONE, OWNER_PRESSES),
    "desk:payout-stop": (POST_ALONE, OWNER_PRESSES),
    "community-team:team": (NIRAN, POST_ALONE),
    "community-team:team-invite": (NIRAN, NIRAN_REFUSED),
    "community-team:team-leave": (NIRAN, NIRAN_PRESSES),
    "community-team:team-member": (NIRAN, NIRAN_REFUSED),
    "community-team:team-end": (POST_ALONE, NIRAN_PRESSES),
    "community-team:team-again": (POST_ALONE, NIRAN),
    "community-team:team-withdraw": (POST_ALONE, NIRAN_PRESSES),
    "desk:certificates": (
        only(*LISTERS, "other_seller", anonymous=302) | NOT_LISTERS,
        POST_ALONE,
    ),
    "desk:certificate-new": (  # without a kind it asks for one
        only(*LISTERS, "other_seller", anonymous=302) | NOT_LISTERS,
        only(*LISTERS, "other_seller", anonymous=302) | NOT_LISTERS,
    ),
    "desk:certificate": (
        only(*LISTERS, anonymous=302) | NOT_LISTERS,
        only(*LISTERS, get=422, anonymous=302) | NOT_LISTERS,  # it is checked
    ),
    "desk:certificate-withdraw": (
        POST_ALONE,
        only(*LISTERS, get=302, anonymous=302) | NOT_LISTERS,
    ),
    "desk:switch": (POST_ALONE, only(*AT_DESK, get=302, anonymous=302)),
    "desk:vouchers": (SHOP_EDITORS, SHOP_EDITORS_POST),
    "desk:voucher-stop": (
        POST_ALONE,
        EDITORS_PRESS,
    ),
    "desk:holidays": (SHOP_EDITORS, SHOP_EDITORS_POST),
    "desk:holiday-end": (
        everyone(405, anonymous=302),
        only("owner", "manager", get=302, anonymous=302) | NOT_EDITORS,
    ),
    "desk:communities": (SHOP_EDITORS, everyone(405, anonymous=302)),
    "desk:community-leave": (POST_ALONE, EDITORS_PRESS),
    "desk:community-back": (POST_ALONE, EDITORS_PRESS),
    "groups:home": NIRANS,
    "groups:leave": (everyone(405, anonymous=302), everyone(404, anonymous=302)),
    "groups:request-yes": NIRANS_BUTTON,
    "groups:request-no": NIRANS_BUTTON,
    "groups:seller-end": NIRANS_BUTTON,
    "groups:switch": (POST_ALONE, only("community_manager", get=302, anonymous=302)),
    "groups:story": (NIRANS[0], only("community_manager", get=302, anonymous=302)),
    "groups:cover": NIRANS_FORM,
    "groups:cover-remove": NIRANS_BUTTON,
    "groups:place": (NIRANS[0], only("community_manager", get=302, anonymous=302)),
    "groups:market-days": (NIRANS[0], only("community_manager", get=302, anonymous=302)),
    "groups:pickup": NIRANS,
    "groups:pickup-new": NIRANS_FORM,
    "groups:pickup-place": NIRANS_FORM,
    "groups:pickup-up": NIRANS_BUTTON,
    "groups:pickup-remove": NIRANS_BUTTON,
    "groups:vouchers": NIRANS_FORM,
    "groups:voucher-stop": NIRANS_BUTTON,
    "groups:holidays": NIRANS_FORM,
    "groups:holiday-end": NIRANS_BUTTON,
    "office:home": STAFF,
    "office:purchases": STAFF,
    "office:money-ways": (only("staff"), only("staff", get=302)),
    "office:purchase": STAFF,
    "office:webhooks": STAFF,
    "office:webhook-retry": (only("staff", get=405), only("staff", get=302)),
    "office:refunds-due": STAFF,
    "office:refunds": STAFF,
    "office:refund": (only("staff"), only("staff", get=422)),
    "office:disputes": STAFF,
    "office:dispute": (only("staff"), only("staff", get=422)),
    "refunds:refunds": BUYERS,
    "refunds:ask": (only("buyer", get=302), only("buyer", get=302)),  # something is asked already
    "refunds:account": (only("buyer", get=302), only("buyer", get=302)),  # nothing is due yet
    "refunds:take-back": (everyone(405), only("buyer", get=302)),
    "refunds:complaint": (only("buyer", get=302), only("buyer", get=302)),  # too early
    "refunds:photo": (everyone(404), everyone(405)),  # its file is not there
    "desk:refund": (
        only(*ACTORS, anonymous=302) | NOT_ACTORS,
        only(*ACTORS, get=422, anonymous=302) | NOT_ACTORS,
    ),
    "desk:dispute": (
        only("owner", "manager", "accountant", anonymous=302) | {"packer": 403} | NO_HELPERS,
        only("owner", "manager", "accountant", get=422, anonymous=302)
        | {"packer": 403}
        | NO_HELPERS,
    ),
    "refunds:evidence-photo": (everyone(404), everyone(405)),  # nobody sent one
    "desk:returned": (POST_ALONE, only(*ACTORS, get=302, anonymous=302) | NOT_ACTORS),
    "desk:refund-answer": (
        POST_ALONE,
        only("owner", "manager", "accountant", get=422, anonymous=302)
        | {"packer": 403}
        | NO_HELPERS,
    ),
    "desk:refund-paid": (
        POST_ALONE,
        only(anonymous=302) | {"packer": 403} | NO_HELPERS,
    ),
    "office:audit": STAFF,
    "office:certificates": STAFF,
    "office:certificate": STAFF,
    "office:certificate-check": (only("staff", get=405), only("staff", get=302)),
    "office:certificate-refuse": (only("staff", get=405), only("staff", get=422)),
    "office:rosters": (only("staff"), only("staff", get=422)),
    "office:roster-template": (only("staff", get=302), only("staff", get=405)),
    "office:roster": STAFF,
    "office:roster-confirm": (only("staff", get=405), only("staff", get=302)),
    "office:roster-again": (only("staff", get=405), only("staff", get=302)),
    "office:roster-drop": (only("staff", get=405), only("staff", get=302)),
    "office:roster-state": STAFF,
    "office:applications": STAFF,
    "office:application": STAFF,
    "office:application-next": (only("staff", get=302), only("staff", get=405)),
    "office:application-take": (only("staff", get=405), only("staff", get=302)),
    "office:application-decide": (only("staff", get=405), only("staff", get=302)),
    "office:application-number": (only("staff", get=405), only("staff")),
    "office:application-answer": (only("staff", get=405), only("staff", get=302)),
    "office:commission": STAFF,
    "office:commission-new": (only("staff"), only("staff", get=422)),
    "office:commission-end": (only("staff", get=405), only("staff", get=302)),
    "office:vouchers": (only("staff"), only("staff", get=422)),
    "office:voucher-stop": (only("staff", get=405), only("staff", get=302)),
    "office:requirements": STAFF,
    "office:requirement-new": (only("staff"), only("staff", get=422)),
    "office:requirement": (only("staff"), only("staff", get=422)),
    "office:requirement-change": (only("staff", get=405), only("staff", get=302)),
    "office:listings": STAFF,
    "office:listing": STAFF,
    "office:listing-next": (only("staff", get=302), only("staff", get=405)),
    "office:listing-decide": (only("staff", get=405), only("staff", get=302)),
    "office:listing-give-back": (only("staff", get=405), only("staff", get=302)),
    "office:reports": STAFF,
    "office:report": STAFF,
    "office:report-answer": (only("staff", get=405), only("staff", get=422)),
    "office:words": (only("staff"), only("staff", get=422)),
    "office:word": (only("staff"), only("staff", get=422)),
    "office:word-remove": (only("staff", get=405), only("staff", get=302)),
    "stock_news:tell-me": (everyone(302), everyone(302)),  # it is there: back to the goods
    "stock_news:stop": (everyone(404), everyone(404)),  # the link itself is the key
    "stock_news:waiting": (everyone(200, anonymous=302), everyone(404, anonymous=302)),
    "moderation:report": (everyone(200), everyone(422)),
    "moderation:answer": LOOK,  # the link itself is the key
    "desk:look-drop": (
        POST_ALONE,
        only(*LISTERS, get=302, anonymous=302) | NOT_LISTERS,
    ),
    "office:money": STAFF,
    "office:money-export": STAFF,
    "office:money-days": STAFF,
    "office:money-day": STAFF,
    "office:money-import": (only("staff", get=405), only("staff", get=302)),
    "office:money-ledger": STAFF,
    "office:money-account": STAFF,
    "office:money-journal": STAFF,
    "office:money-corrections": STAFF,
    "office:money-correction-new": (only("staff"), only("staff", get=422)),
    "office:money-correction": (only("staff"), only("staff", get=302)),
    "office:slips": STAFF,
    "office:slip": (only("staff"), only("staff", get=422)),
    "office:bank": (only("staff"), only("staff", get=422)),
    "office:bank-file": STAFF,
    "office:bank-book": (only("staff", get=405), only("staff", get=302)),
    "office:bank-line": (only("staff"), only("staff", get=422)),
    "office:payouts": STAFF,
    "office:payouts-draw": (only("staff", get=405), only("staff", get=302)),
    "office:payouts-batch": STAFF,
    "office:payouts-act": (only("staff", get=405), only("staff", get=302)),
    "office:payouts-file": (only("staff", get=405), only("staff")),
    "office:payouts-one": STAFF,
    "office:payouts-one-act": (only("staff", get=405), only("staff", get=422)),
    "office:payouts-schedule": (only("staff"), only("staff", get=422)),
    "office:payouts-seller-schedule": (only("staff"), only("staff", get=422)),
    "office:payouts-debts": STAFF,
    "office:payouts-debt": (only("staff"), only("staff", get=422)),
    "office:payouts-funds": (only("staff"), only("staff", get=422)),
    "office:payouts-fund-act": (only("staff", get=405), only("staff", get=302)),
    "office:sellers": STAFF,
    "office:seller": STAFF,
    "office:seller-decide": (only("staff", get=405), only("staff", get=302)),
    "desk:helpers": (ONLY_OWNERS, everyone(405, anonymous=302)),
    "desk:helper-yes": (everyone(405, anonymous=302), OWNER_OF_THE_GRANT),
    "desk:helper-no": (everyone(405, anonymous=302), OWNER_OF_THE_GRANT),
    "desk:helper-end": (everyone(405, anonymous=302), OWNER_OF_THE_GRANT),
    "helping:home": (only(*HELPERS, anonymous=302), everyone(405, anonymous=302)),
    "helping:stop": (everyone(405, anonymous=302), only(*HELPERS, get=302, anonymous=302)),
    "helping:packing": (only(*HELPERS, anonymous=302), everyone(405, anonymous=302)),
    "helping:how": (only(*HELPERS, anonymous=302), everyone(405, anonymous=302)),
    "helping:apply": (
        only(*HELPERS, anonymous=302),
        only(*HELPERS, get=422, anonymous=302),
    ),
    "helping:apply-end": (
        everyone(405, anonymous=302),
        only("buyer", get=302, anonymous=302),
    ),
    "helping:ask": (only(*HELPERS, anonymous=302), only(*HELPERS, get=422, anonymous=302)),
    "helping:grant": (only("helper", anonymous=302), everyone(405, anonymous=302)),
    "helping:sheet": (only("helper", get=302, anonymous=302), everyone(405, anonymous=302)),
    "helping:tell": (everyone(405, anonymous=302), only("helper", get=302, anonymous=302)),
    "helping:end": (everyone(405, anonymous=302), only("helper", get=302, anonymous=302)),
    "helping:code": (everyone(405, anonymous=302), only("helper", get=302, anonymous=302)),
    "helping:check": (everyone(405, anonymous=302), only("helper", get=302, anonymous=302)),
    "office:payout-accounts": STAFF,
    "office:payout-account": (only("staff", get=405), everyone(404)),
    "office:helpers": (only("staff"), only("staff", get=422)),
    "office:helper-retire": (only("staff", get=405), only("staff", get=302)),
    "office:helper-grant": STAFF,
    "office:helper-sheet": (only("staff", get=405), only("staff", get=302)),
    "office:helper-confirm": (only("staff", get=405), only("staff", get=302)),
    "office:helper-end": (only("staff", get=405), only("staff", get=302)),
    "set_language": (everyone(405), everyone(302)),
    "account_login": (GUESTS, GUESTS),
    "account_signup": (GUESTS, GUESTS),
    "account_signup_email": (GUESTS, GUESTS),
    "account_code": (GUESTS, GUESTS),
    "account_code_check": (everyone(302), everyone(302)),  # no code is waited for
    "account_code_name": (everyone(302), everyone(302)),
    "account_proof": (everyone(302), everyone(302)),  # they have no confirmed number
    "socialaccount_connections": NO_LINE,
    "line_login": NO_LINE,
    "line_callback": NO_LINE,
    "socialaccount_login_cancelled": NO_LINE,
    "socialaccount_login_error": NO_LINE,
    "account_logout": (everyone(200, anonymous=302), everyone(302)),
    "account_inactive": LOOK,
    "account_reauthenticate": MEMBERS,
    "account_email": (everyone(200, anonymous=302), everyone(302)),
    "account_confirm_email": (everyone(200), everyone(404)),
    "account_change_password": MEMBERS,
    "account_set_password": (everyone(302), everyone(302)),  # they have one
    "account_reset_password": (everyone(200), everyone(200)),
    "account_reset_password_done": LOOK,
    "account_reset_password_from_key": (everyone(200), everyone(200)),  # says: too old
    "account_reset_password_from_key_done": LOOK,
    "customer:home": (everyone(200, anonymous=302), everyone(405)),
    "customer:orders": (everyone(200, anonymous=302), everyone(405)),
    "customer:addresses": (everyone(200, anonymous=302), everyone(405)),
    "customer:profile": MEMBERS,
    "customer:phone": MEMBERS,
    "customer:address-new": MEMBERS,
    "customer:address": (only("buyer", anonymous=302), only("buyer", anonymous=302)),
    "customer:address-delete": (everyone(405), only("buyer", get=302, anonymous=302)),
}

# What is sent where an empty form is a 404 for everybody, staff too: it would prove nothing.
BODIES: dict[str, dict[str, str]] = {
    "desk:switch": {"seller": "mali"},
    "groups:switch": {"community": "mae-chaem"},
    "office:application-decide": {"act": "close", "reason": "เลิกขาย"},
    "office:application-number": {"number": "account"},
    "office:application-answer": {"act": "accept"},
    "office:requirement-change": {"act": "up"},
    "office:listing-decide": {"act": "accept", "seen": "old"},
    "office:report-answer": {"act": "dismissed"},
    "office:refund": {"act": "refuse"},
    "office:slip": {"act": "refuse"},
    "office:bank-line": {"act": "book"},
    "desk:money-slip": {"act": "refuse"},
    "office:dispute": {"what": "settle"},
    "desk:refund-answer": {"act": "refuse"},
    "office:payouts-act": {"act": "again"},
    "office:payouts-file": {"layout": "csv"},
    "office:payouts-one-act": {"act": "paid"},
    "office:payouts-fund-act": {"act": "drop"},
    "office:seller-decide": {"act": "suspend", "reason": "รอใบ อย."},
}
