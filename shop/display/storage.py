"""Our own static files get a hash in their name and a compressed twin; Oscar's stay as they are.

Compressing all of Oscar's takes half a minute, for pages that only staff see.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from whitenoise.compress import Compressor

OURS = "talat/"


class StaticStorage(ManifestStaticFilesStorage):
    manifest_strict = False

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        ours = {name: path for name, path in paths.items() if name.startswith(OURS)}
        compressor = Compressor(quiet=True)
        for name, hashed, processed in super().post_process(ours, dry_run, **options):
            if processed and not dry_run and hashed and compressor.should_compress(hashed):
                list(compressor.compress(str(Path(self.location) / hashed)))
            yield name, hashed, processed

    def url(self, name: str | None, force: bool = True) -> str:
        """Return the hashed address in development too: what is tried out is what is served."""
        return super().url(name or "", force)

    def stored_name(self, name: str) -> str:
        return super().stored_name(name) if name.startswith(OURS) else name
