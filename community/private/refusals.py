"""Why a file is not taken, and what to do: one sentence or two for each reason."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from community.private import limits

SENTENCES: dict[str, str | Promise] = {
    "empty": _("The file is empty. Please choose it again."),
    "large": format_lazy(
        _("The file is larger than {megabytes} MB. Take a photo of the paper and send that."),
        megabytes=limits.MOST_BYTES // 2**20,
    ),
    "much": _("These files are too large to be sent together. Send one or two at a time."),
    "type": _("Only photos (JPEG, PNG, WebP, HEIC) and PDF. Take a photo of the paper."),
    "pixels": format_lazy(
        _(
            "The picture has more than {million} million pixels. "
            "Take it again with the camera's normal size."
        ),
        million=limits.MOST_PIXELS // 1_000_000,
    ),
    "pages": format_lazy(
        _("The PDF has no pages, or more than {pages}. Send the pages that matter."),
        pages=limits.MOST_PAGES,
    ),
    "locked": _("The PDF has a password. Send one without, or a photo of the paper."),
    "active": _(
        "The PDF has a program, a form or another file in it. Take a photo of the paper instead."
    ),
    "broken": _("The file is damaged. Please take the photo again."),
    "heavy": _("The file is too complicated to open. Take a photo of the paper and send that."),
    "busy": _("Many files are coming in just now. Please send it again in a minute."),
    "often": _("That is many files in one hour. Please go on in an hour."),
    "many": format_lazy(
        _("You have sent {files} files today, the most for one day. Please go on tomorrow."),
        files=limits.MOST_A_DAY,
    ),
}


def sentence_for(reason: str) -> str:
    """Return it in the language of the one who is asking now."""
    return str(SENTENCES[reason])
