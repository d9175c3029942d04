"""Load the demo market into an empty database, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction

from community.sellers.models import Seller
from shop.listings import cards
from shop.listings.demo.applying import hand_in_applications
from shop.listings.demo.certified import certify
from shop.listings.demo.deliveries import offer_delivery
from shop.listings.demo.goods import stock_shelves
from shop.listings.demo.history import tell_stock
from shop.listings.demo.looks import tell_visits
from shop.listings.demo.market import open_communities, open_sellers
from shop.listings.demo.money.people import gather
from shop.listings.demo.money.telling import tell_money
from shop.listings.demo.people import SELLER, WEIGHING_SELLER, invite_people
from shop.listings.demo.pictures import hang_pictures
from shop.listings.demo.progress import Progress
from shop.listings.demo.reading import parts
from shop.listings.models import Variant
from shop.moderation.demo import leave_waiting
from shop.papers.demo import head_papers

STEPS = 9
LOCK = 256911


class NotEmpty(Exception):
    """Sellers are there already."""


@dataclass
class Loaded:
    communities: int
    sellers: int
    listings: int
    variants: int
    pictures: int


@transaction.atomic
def load(progress: Progress) -> Loaded:
    """Load everything in one transaction. Raises NotEmpty where there are sellers already."""
    with connection.cursor() as cursor:  # two at once: the second waits, then finds sellers
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if Seller.objects.exists():
        raise NotEmpty
    progress.step("communities and sellers")
    communities = open_communities()
    sellers = open_sellers(communities)
    head_papers()
    progress.step("people")
    people = invite_people(sellers, communities)
    progress.step("goods")
    shelves = stock_shelves(sellers)
    certify((listing, parts(rows[0]["certificates"])) for listing, rows in shelves)
    progress.step("stock books and looks")
    mine = sellers[SELLER]
    tell_stock(mine, shelves, people["seller@example.org"], people["helper@example.org"])
    tell_visits(mine)
    progress.step("delivery")
    offer_delivery(Seller.objects.prefetch_related("communities"))
    progress.step("applications")
    hand_in_applications(people["staff@example.org"])
    progress.step("pictures")
    pictures = hang_pictures(shelves)
    both = (mine, sellers[WEIGHING_SELLER])
    names = ("seller@example.org", "staff@example.org", "buyer@example.org")
    leave_waiting(both, *(people[name] for name in names))
    progress.step("money")
    tell_money(gather(people, sellers, communities))
    progress.step("pages")
    cards.rebuild_cards()
    progress.finish("the demo market is open")
    variants = Variant.objects.count()
    return Loaded(len(communities), len(sellers), len(shelves), variants, pictures)
