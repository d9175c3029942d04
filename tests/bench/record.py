"""Write the figures down in docs/figures.md."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date

from tests.bench.figures import Figure, as_table
from tests.bench.processes import ROOT

PAGE = ROOT / "docs" / "figures.md"
HEAD = """# Figures

Measured by `make bench` ({date}, a machine of {cores} cores that runs the servers, the database,
the payment sandbox and the measuring itself). `python -m tests.bench --record` writes this page;
`python -m tests.bench races` measures one section, `BENCH_ROUNDS=5` a tenth of it.

Placing is counted in its one transaction, which the limit is held to; the whole request, which
reads the basket first and begins payment after, is named beside it. The bare view is `SELECT 1`
without the ORM; pages are asked for with gzip and without cookies.

"""


def write_down(figures: Sequence[Figure]) -> None:
    head = HEAD.format(date=date.today().isoformat(), cores=os.cpu_count())  # noqa: DTZ011
    PAGE.write_text(head + as_table(figures) + "\n", encoding="utf-8")
