import io
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.core.management import CommandError, call_command
from django.db.models import F, Sum
from django.utils import timezone, translation
from oscar.apps.catalogue.models import Category, Product
from procrastinate.contrib.django.models import ProcrastinateJob

from community.groups.models import Community, Membership
from community.joining.models import Answer, Application
from community.people.models import User
from community.private.models import Paper
from community.sellers.models import Seller
from shop.books.audit import audit
from shop.commission.models import Rule
from shop.delivery.models import DeliveryMethod
from shop.disputes.models import Dispute
from shop.listings.demo import loading
from shop.listings.models import CategoryWords, Listing, ListingCard, Photo, Variant
from shop.notify.models import Message
from shop.office.money_waiting import read_waiting
from shop.papers import models as papers
from shop.papers.statements import statement
from shop.partner.models import StockRecord
from shop.payments.models import Attempt
from shop.payouts.models import Batch
from shop.purchases.models import Purchase, SellerOrder
from shop.refunds.models import Refund
from shop.stock.books import STOCK_PROMISES
from shop.stock.models import Movement, SetAside
from shop.visits.models import Visits
from shop.vouchers.models import Terms
from shop.ways.models import WaySetting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(settings: Any, tmp_path: Path) -> None:
    settings.DEVELOPMENT = settings.DEMO = True
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"


def load_demo() -> tuple[str, str]:
    """Return what the command said and what its bar showed."""
    said, shown = io.StringIO(), io.StringIO()
    call_command("load_demo", stdout=said, stderr=shown)
    return said.getvalue(), shown.getvalue()


def test_the_whole_market_is_loaded() -> None:
    said, shown = load_demo()

    assert said == (
        "30 communities, 80 sellers, 357 listings with 400 variants, 327 pictures to draw.\n"
    )
    assert shown.splitlines()[0] == "[........................] communities and sellers"
    assert shown.splitlines()[-1] == "[########################] the demo market is open"
    assert Counter(Seller.objects.values_list("state", flat=True)) == {"approved": 80, "joining": 5}
    assert Counter(Community.objects.values_list("state", flat=True)) == {
        "approved": 30,
        "joining": 1,
    }
    assert (Listing.objects.count(), Variant.objects.count()) == (357, 400)
    assert ListingCard.objects.filter(is_visible=True).count() == 356  # one waits for staff
    structures = Counter(Product.objects.values_list("structure", flat=True))
    assert structures == {"standalone": 337, "parent": 20, "child": 63}
    assert StockRecord.objects.count() == 400
    _check_categories()
    _check_what_one_seller_has()
    _check_the_desk_is_not_empty()
    _check_pictures()
    _check_delivery()
    _check_accounts()
    _check_applications()
    _check_money()


def _check_categories() -> None:
    assert Counter(Category.objects.values_list("depth", flat=True)) == {1: 6, 2: 44}
    assert CategoryWords.objects.exclude(name_en="").count() == 50
    bags = Category.objects.get(words__name_en="Bags")
    assert (bags.name, bags.slug, bags.get_parent().slug) == (
        "กระเป๋าและย่าม",
        "bags",
        "textiles-clothing",
    )


def _check_what_one_seller_has() -> None:
    seller = Seller.objects.get(slug="rom-tong-kham")
    parasol = seller.listings.get(slug="hand-painted-saa-paper-parasol")
    offers = parasol.variants.values_list(
        "stock_record__partner_sku", "stock_record__price", "stock_record__num_in_stock"
    )
    assert list(offers) == [
        ("R001-14-FLW", Decimal("280.00"), 14),
        ("R001-20-FLW", Decimal("450.00"), 12),
        ("R001-20-ELE", Decimal("480.00"), 9),
        ("R001-40-PLAIN", Decimal("1350.00"), 5),
    ]
    assert parasol.variants.all()[0].options == {"ขนาด": "14 นิ้ว", "ลาย": "ดอกไม้"}
    assert parasol.unit == "umbrella"
    assert (
        StockRecord.objects.exclude(partner=F("product__variant__listing__seller__partner")).count()
        == 0
    )
    assert SetAside.objects.aggregate(kept=Sum("quantity"))["kept"] == 5


def _check_the_desk_is_not_empty() -> None:
    seller = Seller.objects.get(slug="rom-tong-kham")
    book = Movement.objects.filter(stock_record__partner=seller.partner_id)
    assert set(book.values_list("why", flat=True)) >= {
        *("opening", "stall_sale", "restock", "count"),
    }
    assert book.exclude(owner=None).exists()  # the helper wrote some of it
    assert seller.stock_takes.get().state == "done"
    assert SetAside.objects.get().quantity == 5
    assert Visits.objects.filter(listing__seller=seller).count() == 4 * 30
    weighed = Listing.objects.filter(is_weighed=True)
    assert weighed.count() == 6
    sausage = weighed.get(seller__slug="sai-ua-mae-bua").variants.get()
    assert sausage.stock_record.num_in_stock == 25_000  # grams
    assert [promise.name for promise in STOCK_PROMISES if list(promise.broken())] == []


def _check_pictures() -> None:
    assert set(Photo.objects.values_list("state", flat=True)) == {Photo.State.WAITING}
    assert Photo.objects.values("listing").distinct().count() == 357
    keys = Photo.objects.values("key").distinct().count()
    jobs = ProcrastinateJob.objects.filter(task_name="shop.listings.tasks.draw_photo")
    assert (keys, jobs.count()) == (327, 327)


def _check_delivery() -> None:
    kinds = Counter(DeliveryMethod.objects.values_list("kind", flat=True))
    assert kinds["weight"] == 80
    assert kinds["flat"] == 31
    pickups = DeliveryMethod.objects.filter(kind="pickup")
    assert pickups.count() == Seller.communities.through.objects.count()
    assert not pickups.exclude(price=0).exists()
    heaviest = Variant.objects.order_by("-weight_g")[0].weight_g
    carried = Seller.objects.get(listings__variants__weight_g=heaviest).delivery_methods
    assert carried.get(kind="weight").bands.last().up_to_g >= heaviest  # type: ignore[union-attr]


def _check_accounts() -> None:
    buyer = User.objects.get(email="buyer@example.org")
    assert buyer.name == "สมชาย ใจดี"
    assert buyer.check_password("talat-demo-2569")
    assert identify_hasher(buyer.password).algorithm == "pbkdf2_sha256"
    staff = User.objects.filter(is_staff=True).values_list("email", flat=True)
    assert sorted(staff) == ["staff2@example.org", "staff@example.org"]
    assert not User.objects.filter(is_superuser=True).exists()
    owned = Seller.objects.get(members__user__email="seller@example.org", members__role="owner")
    assert owned.communities.exists()
    assert Variant.objects.filter(listing__seller=owned).count() > owned.listings.count()
    managed = Membership.objects.get(user__email="community@example.org")
    assert managed.role == Membership.Role.MANAGER
    assert managed.community.market_days == "Sat 08:00-16:00"
    assert User.objects.filter(email="helper@example.org").exists()


def _check_applications() -> None:
    states = Application.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [
        *("submitted", "changes_asked", "submitted", "in_review"),
        *("submitted", "submitted", "draft"),
    ]
    returned = Answer.objects.get(state="returned")
    assert returned.requirement.kind == "account"
    assert Paper.objects.count() == 19


def _check_money() -> None:
    assert [finding.promise.name for finding in audit(gateway=False) if not finding.holds] == []
    ways = Purchase.objects.filter(state=Purchase.State.PAID).values_list("way", flat=True)
    assert Counter(ways) == {"own_qr": 11, "transfer": 4, "cod": 3, "seller_qr": 2, "cash": 1}
    assert set(WaySetting.objects.filter(on=True).values_list("code", flat=True)) == {
        *Attempt.Method.values
    }
    assert sorted(Terms.objects.values_list("bearer", flat=True)) == [
        *("community", "marketplace", "seller"),
    ]
    assert Rule.objects.count() == 3
    assert Counter(Batch.objects.values_list("state", flat=True)) == {"closed": 2, "drawn_up": 1}
    refunds = Counter(Refund.objects.values_list("state", flat=True))
    assert refunds == {"done": 1, "manual": 1, "requested": 1, "refused": 1}
    assert Dispute.objects.get().state == "open"
    assert papers.Paper.objects.count() >= SellerOrder.objects.exclude(paid_at=None).count()
    yesterday = timezone.now() - timedelta(days=1)
    assert not Message.objects.filter(state="waiting", created_at__lt=yesterday).exists()
    _check_what_waits_for_staff()
    _check_last_month()


def _check_what_waits_for_staff() -> None:
    with translation.override("en"):
        waiting = {one.name: one.count for one in read_waiting()}
    assert waiting == {
        "Refunds due": 1,
        "Refunds that buyers asked for": 1,
        "Disputes": 1,
        "Slips to look at": 2,
        "Money in the bank, for nobody knows what": 2,
        "Payouts held back": 1,
        "Payouts that failed or came back": 1,
        "Shops and funds below zero": 1,
        "Corrections for a second person": 1,
    }


def _check_last_month() -> None:
    """Whatever day it is, the statement of last month has numbers, and a paper beside it."""
    seller = Seller.objects.get(slug="rom-tong-kham")
    last = timezone.localdate().replace(day=1) - timedelta(days=1)

    month = statement(seller, last.year, last.month)

    assert month.column("sale") > 500
    assert month.column("commission") < 0
    assert papers.Paper.objects.filter(seller=seller, month=last.replace(day=1)).count() == 1


def test_a_second_load_does_nothing_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "tell_money", lambda cast: None)
    load_demo()

    said, shown = load_demo()

    assert (said, shown) == ("There are sellers already: nothing was loaded.\n", "")
    assert Listing.objects.count() == 357


def test_a_load_that_breaks_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(loading, "hang_pictures", broken)
    with pytest.raises(OSError, match="No space left"):
        load_demo()

    assert not Seller.objects.exists()
    assert not User.objects.exists()


@pytest.mark.parametrize("switch", ["DEVELOPMENT", "DEMO"])
def test_it_refuses_a_real_market(settings: Any, switch: str) -> None:
    setattr(settings, switch, False)

    with pytest.raises(CommandError, match="only with DEBUG=1 and DEMO=1"):
        load_demo()

    assert not Seller.objects.exists()


def test_a_terminal_gets_a_bar_on_one_line() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    progress = loading.Progress(terminal, 2)

    progress.step("goods")
    progress.finish("done")

    assert terminal.getvalue() == (
        "\r[........................] goods\x1b[K\r[########################] done\x1b[K\n"
    )
