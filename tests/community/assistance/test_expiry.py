from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from community.assistance import granting
from community.assistance.appointing import HelperAlready, appoint, retire
from community.assistance.expiry import expire_overdue
from community.assistance.models import Grant, Helper
from community.audit.models import Act
from community.channels.models import Notice
from community.people.models import User
from community.places.models import Province
from community.sellers.models import Seller
from tests.cast import make_seller, make_user
from tests.helping import make_grant, make_helper

State = Grant.State
KINDS = {"grant_expired", "grant_expired_helper"}


def test_past_its_last_day_it_expires_and_both_are_told(dao: User, malis_shop: Seller) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    over = make_grant(make_helper(dao), malis_shop, until=yesterday)

    assert expire_overdue() == 1

    over.refresh_from_db()
    assert over.state == State.EXPIRED
    act = Act.objects.get(verb="grant.expired")
    assert (act.actor, act.seller_id, act.target_id) == (None, malis_shop.pk, over.pk)
    assert set(Notice.objects.values_list("kind", flat=True)) == KINDS
    assert expire_overdue() == 0


def test_on_its_last_day_it_holds(dao: User, malis_shop: Seller) -> None:
    make_grant(make_helper(dao), malis_shop, until=timezone.localdate())

    assert expire_overdue() == 0


def test_a_question_without_an_answer_lapses_quietly(dao: User, malis_shop: Seller) -> None:
    asked = make_grant(make_helper(dao), malis_shop, state=State.ASKED)
    Grant.objects.update(asked_at=timezone.now() - timedelta(days=31))

    assert expire_overdue() == 1

    asked.refresh_from_db()
    assert asked.state == State.EXPIRED
    assert Act.objects.filter(verb="grant.expired").count() == 1
    assert not Notice.objects.exists()


def test_staff_end_a_helpers_part_and_every_grant_with_it(
    dao: User, malis_shop: Seller, anan: User
) -> None:
    helper = make_helper(dao)
    other = make_seller("kham", owner=make_user("kham@example.org"))
    make_grant(helper, malis_shop)
    make_grant(helper, other, state=State.ASKED)

    retire(helper, anan)

    assert set(Grant.objects.values_list("state", flat=True)) == {State.ENDED}
    assert not Helper.objects.get().is_active
    assert Notice.objects.filter(kind="grant_ended").count() == 2


def test_who_was_a_helper_can_be_one_again_but_not_twice(dao: User, anan: User) -> None:
    province = Province.objects.get(code="57")
    retire(make_helper(dao), anan)

    helper = appoint(dao, centre_th="ศูนย์ใหม่", centre_en="", province=province, by=anan)

    assert (helper.is_active, helper.centre_th) == (True, "ศูนย์ใหม่")
    with pytest.raises(HelperAlready):
        appoint(dao, centre_th="อีกศูนย์", centre_en="", province=province, by=anan)


def waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_an_owner_who_ends_at_the_same_moment_keeps_nobody_a_helper() -> None:
    anan, mali = make_user("anan@example.org"), make_user("mali@example.org")
    helper = make_helper(make_user("dao@example.org"))
    kham = make_seller("kham", owner=make_user("kham@example.org"))
    first, second = make_grant(helper, make_seller(owner=mali)), make_grant(helper, kham)
    is_held = Event()

    def end_slowly() -> None:
        """End it in a transaction that stays open until the other one waits for it."""
        try:
            with transaction.atomic():
                granting.end(Grant.objects.get(pk=first.pk), mali)
                is_held.set()
                until = time.monotonic() + 10
                while not waits_for_a_lock() and time.monotonic() < until:
                    time.sleep(0.02)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other:
        ended = other.submit(end_slowly)
        assert is_held.wait(10)
        retire(helper, anan)
        ended.result()

    assert not Helper.objects.get().is_active
    assert set(Grant.objects.values_list("state", flat=True)) == {State.ENDED}
    enders = dict(Grant.objects.values_list("pk", "ended_by__email"))
    assert enders == {first.pk: "mali@example.org", second.pk: "anan@example.org"}
