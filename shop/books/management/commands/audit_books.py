from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from shop.books.audit import Finding, audit
from shop.gateways.base import GatewayError

SHOWN = 20


class Command(BaseCommand):
    help = (
        "Prove that stock, purchases and payments agree. "
        "Exits 1 with the rows that do not, 2 when the gateway is silent."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument(
            "--offline", action="store_true", help="leave the gateway's own books out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            findings = audit(gateway=not options["offline"])
        except GatewayError as error:
            self.stderr.write(f"The gateway does not answer, so its books are unread: {error}")
            sys.exit(2)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(findings), ensure_ascii=False, default=str))
        else:
            for finding in findings:
                self._tell(finding)
        if not all(finding.holds for finding in findings):
            sys.exit(1)

    def _tell(self, finding: Finding) -> None:
        mark = "ok    " if finding.holds else "BROKEN"
        self.stdout.write(f"{mark} {finding.promise.name}: {finding.promise.sentence}")
        for row in finding.rows[:SHOWN]:
            self.stdout.write(f"         {row}")
        if len(finding.rows) > SHOWN:
            self.stdout.write(f"         … {len(finding.rows) - SHOWN} more")


def as_json(findings: list[Finding]) -> dict[str, Any]:
    return {
        "clean": all(finding.holds for finding in findings),
        "promises": [
            {
                "name": finding.promise.name,
                "sentence": finding.promise.sentence,
                "holds": finding.holds,
                "rows": finding.rows,
            }
            for finding in findings
        ],
    }
