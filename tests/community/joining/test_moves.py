from __future__ import annotations

import pytest

from community.joining import reviewing
from community.joining.errors import NumberTaken
from community.joining.models import Application
from community.joining.moves import NumberInUse, move
from community.joining.submitting import submit
from community.people.models import User
from community.sellers.models import Seller
from tests.applied import make_application
from tests.cast import make_staff

State = Application.State


def test_who_is_suspended_does_not_begin_anew_with_the_number(
    draft: Application, krit: User
) -> None:
    make_application(krit, state=State.SUSPENDED)

    with pytest.raises(NumberTaken):
        submit(draft)

    assert Application.objects.get(pk=draft.pk).state == State.DRAFT


def test_a_suspended_one_is_resumed_whoever_tried_the_number(
    draft: Application, krit: User
) -> None:
    suspended = make_application(krit, state=State.SUSPENDED)
    Seller.objects.update(state="suspended")
    with pytest.raises(NumberTaken):
        submit(draft)

    reviewing.resume(Application.objects.get(pk=suspended.pk), make_staff())

    assert Application.objects.get(pk=suspended.pk).state == State.APPROVED


def test_a_number_in_use_keeps_the_move_and_the_transaction_goes_on(
    draft: Application, krit: User
) -> None:
    make_application(krit)

    with pytest.raises(NumberInUse) as refused:
        move(draft, State.SUBMITTED)

    assert (refused.value.application, refused.value.to) == (draft, State.SUBMITTED)
    assert Application.objects.get(pk=draft.pk).state == State.DRAFT
