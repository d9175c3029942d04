from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils import timezone
from procrastinate.contrib.django import app

from community.audit.models import Act
from community.joining.models import Answer
from community.people.models import User
from community.private import storing, sweeping
from community.private.models import Paper
from community.private.receiving import receive_paper
from community.sellers.models import Seller
from tests.applied import make_application
from tests.cast import make_listing, make_user
from tests.certified import make_certificate
from tests.community.private.files import picture, upload
from tests.community.private.papers import keep_paper
from tests.helping import make_grant, make_helper

pytestmark = pytest.mark.django_db


def age(folder: Path, hours: int) -> None:
    then = time.time() - hours * 3600
    os.utime(folder, (then, then))


def test_files_without_a_paper_go_after_a_day(private_root: Path) -> None:
    mali = make_user("mali@example.org")
    paper = receive_paper(upload(picture()), owner=mali, brought_by=mali)
    young, old = uuid4(), uuid4()
    for key, hours in ((paper.key, 999), (young, 23), (old, 25)):
        storing.write(key, "kept", b"x")
        age(storing.folder_of(key), hours)
    stranger = private_root / "papers" / "zz" / "notes"
    stranger.mkdir(parents=True)

    swept = sweeping.sweep_orphans()

    assert swept == 1
    assert storing.read(paper.key, "kept") == b"x"
    assert storing.read(young, "kept") == b"x"
    assert not storing.folder_of(old).exists()
    assert stranger.exists()


def old_paper(owner: User, days: int = 31) -> Paper:
    paper = keep_paper(owner)
    Paper.objects.filter(pk=paper.pk).update(created_at=timezone.now() - timedelta(days=days))
    return paper


@pytest.mark.django_db(transaction=True)
def test_a_paper_that_nothing_points_to_goes_after_thirty_days(private_root: Path) -> None:
    mali = make_user("mali@example.org")
    gone, young = old_paper(mali), old_paper(mali, days=29)

    assert sweeping.sweep_loose() == 1

    assert list(Paper.objects.all()) == [young]
    assert not storing.folder_of(gone.key).exists()
    assert storing.read(young.key, "kept")
    act = Act.objects.get(verb="paper.swept")
    assert (act.actor, act.target_id, act.details["whose"]) == (None, gone.pk, mali.pk)


def test_what_any_room_points_to_stays(malis_shop: Seller, mali: User) -> None:
    grant = make_grant(make_helper(make_user("dao@example.org")), malis_shop)
    grant.paper = old_paper(mali)
    grant.save()
    certificate = make_certificate(make_listing(malis_shop), evidence=old_paper(mali))
    answer = Answer.objects.filter(application=make_application(mali)).first()
    assert answer is not None
    on_answer = old_paper(mali)
    answer.papers.add(on_answer)
    Paper.objects.update(created_at=timezone.now() - timedelta(days=99))

    assert sweeping.sweep_loose() == 0
    answer.papers.remove(on_answer)
    assert sweeping.sweep_loose() == 1

    left = set(Paper.objects.values_list("pk", flat=True))
    assert {grant.paper_id, certificate.evidence_id} <= left
    assert on_answer.pk not in left


def test_the_worker_sweeps_every_day() -> None:
    app.perform_import_paths()
    periodic = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}

    assert periodic["community.private.tasks.sweep_orphans"] == "41 3 * * *"
