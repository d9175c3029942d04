"""What a paper may be at most (docs/security.md says the same; a test compares them)."""

from __future__ import annotations

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000  # by the header, before anything is decoded
MOST_PAGES = 10  # of a PDF
LARGE_SIDE = 2400  # pixels of the longer side as it is kept
SMALL_SIDE = 640  # as it stands in a page
# One person's in 24 hours, whoever they are for: a helper brings those of many.
MOST_A_DAY = 200

# For the process that opens strangers' files.
SECONDS = 20
MEMORY_MB = 1024
AT_ONCE = 2  # in each of our own processes; more wait
