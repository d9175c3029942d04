from __future__ import annotations

import os
import time
from pathlib import Path
from uuid import uuid4

import pytest
from procrastinate.contrib.django import app

from community.private import storing, sweeping
from community.private.receiving import receive_paper
from tests.cast import make_user
from tests.community.private.files import picture, upload

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


def test_the_worker_sweeps_every_day() -> None:
    app.perform_import_paths()
    periodic = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}

    assert periodic["community.private.tasks.sweep_orphans"] == "41 3 * * *"
