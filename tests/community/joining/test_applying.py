"""Begin, and take back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from community.channels.models import Notice
from community.groups.models import Community
from community.joining.applying import start, withdraw
from community.joining.forgetting import forget_abandoned
from community.joining.invited import waiting_for
from community.joining.models import Application
from community.joining.submitting import submit
from community.people.models import User
from community.private.models import Paper
from community.teams.models import Invitation
from tests.cast import make_community, make_user
from tests.joined import make_draft


@pytest.fixture
def niran(db: None) -> User:
    return make_user("niran@example.org", name="นิรันดร์")


@pytest.fixture
def market(niran: User) -> Community:
    return make_community(manager=niran)


def invite(market: Community, niran: User, **fields: Any) -> Invitation:
    values = {
        "phone": "+66810000009",
        "digest": "1" * 64,
        "expires_at": timezone.now() + timedelta(days=7),
        **fields,
    }
    into = Invitation.Into.SELLING
    return Invitation.objects.create(into=into, community=market, invited_by=niran, **values)


@pytest.mark.parametrize("is_accepted", [True, False])
def test_a_helper_begins_it_by_the_members_invitation(
    kampaeng: User, dao: User, market: Community, niran: User, is_accepted: bool
) -> None:
    said = {"state": "accepted", "accepted_by": kampaeng} if is_accepted else {}
    invitation = invite(market, niran, **said)

    made = start(kampaeng, dao, "seller", "individual")

    assert (made.invitation, made.community) == (invitation, market)


@pytest.mark.parametrize(
    "fields",
    [
        {"phone": "+66810000077"},
        {"expires_at": timezone.now() - timedelta(days=1)},
        {"state": "withdrawn"},
    ],
)
def test_another_or_an_ended_invitation_is_nobodys(
    kampaeng: User, dao: User, market: Community, niran: User, fields: dict[str, Any]
) -> None:
    invite(market, niran, **fields)

    assert start(kampaeng, dao, "seller", "individual").invitation is None


def test_an_open_invitation_to_a_number_not_proven_is_not_shown(
    kampaeng: User, market: Community, niran: User
) -> None:
    invitation = invite(market, niran)
    User.objects.filter(pk=kampaeng.pk).update(phone_verified=False)
    unproven = waiting_for(User.objects.get(pk=kampaeng.pk))
    User.objects.filter(pk=kampaeng.pk).update(phone_verified=True)

    assert unproven is None
    assert waiting_for(User.objects.get(pk=kampaeng.pk)) == invitation


def test_taken_back_unsent_its_invitation_papers_and_numbers_are_free(
    kampaeng: User, market: Community, niran: User
) -> None:
    invitation = invite(market, niran, state="accepted", accepted_by=kampaeng)
    draft = make_draft(kampaeng)

    withdraw(draft, kampaeng)
    again = start(kampaeng, kampaeng, "seller", "individual")

    draft.refresh_from_db()
    assert again.invitation == invitation
    assert (draft.state, draft.invitation) == ("closed", None)
    assert (draft.tax_id, draft.tax_id_index) == ("", "")
    assert (draft.account_number, draft.account_index, draft.account_holder) == ("", "", "")
    assert not Paper.objects.exists()


def test_taken_back_once_sent_it_keeps_what_staff_may_have_seen(draft: Application) -> None:
    submit(draft)

    withdraw(draft, draft.applicant)

    assert draft.tax_id
    assert Paper.objects.count() == 3


def test_one_taken_back_unsent_is_forgotten_after_ninety_days(draft: Application) -> None:
    withdraw(draft, draft.applicant)
    Application.objects.update(updated_at=timezone.now() - timedelta(days=91))

    assert forget_abandoned() == 1

    assert not Application.objects.exists()


def test_one_closed_once_it_was_sent_is_not_forgotten(draft: Application) -> None:
    submit(draft)
    withdraw(draft, draft.applicant)
    Application.objects.update(updated_at=timezone.now() - timedelta(days=400))

    assert forget_abandoned() == 0


def test_it_begins_where_the_one_in_its_way_closes_meanwhile(kampaeng: User) -> None:
    refused: list[str] = []

    def refuse_once(execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        if sql.startswith('INSERT INTO "joining_application"') and not refused:
            refused.append(sql)
            raise IntegrityError("joining_one_open_application")
        return execute(sql, *args)

    with connection.execute_wrapper(refuse_once):
        made = start(kampaeng, kampaeng, "seller", "individual")

    assert refused
    assert Application.objects.get() == made


def test_a_member_is_told_what_a_helper_took_back(kampaeng: User, dao: User) -> None:
    draft = make_draft(kampaeng, filled_by=dao)

    withdraw(draft, dao)

    notice = Notice.objects.get(kind="application_withdrawn")
    assert (notice.user, notice.facts["helper"]) == (kampaeng, str(dao))
    assert notice.facts["path"] == f"/join/{draft.key}/"


def test_who_takes_it_back_alone_is_told_nothing(draft: Application) -> None:
    withdraw(draft, draft.applicant)

    assert not Notice.objects.exists()
