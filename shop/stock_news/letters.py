"""Send what addresses without an account asked to hear, once."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from community.channels.delivering import deliver, left_behind
from community.channels.mail import Letter, mail_for
from community.channels.models import Channel
from community.channels.sms import send_text
from community.channels.wording import plain_text, shared_facts
from shop import jobs
from shop.listings.models import Variant
from shop.stock_news.back import KIND, SEND, facts_of
from shop.stock_news.ending import secret_of
from shop.stock_news.models import BackLetter, Wish


def send(letter_id: int) -> bool:
    """Send the letter if it waits, and return whether this call sent it."""
    letters = BackLetter.objects.select_related("wish").filter(pk=letter_id)
    return deliver(letters, post)


def post(letter: BackLetter) -> None:
    wish = letter.wish
    text = text_of(letter)
    if letter.channel == Channel.SMS:
        send_text(wish.to, f"{text}\n{_stop_line(letter)}")
        return
    mail = letter_of(letter, text)
    mail_for(mail, to=wish.to, language=wish.language, key=letter.key).send()


def text_of(letter: BackLetter) -> str:
    with translation.override(letter.wish.language):
        return plain_text(f"notices/{KIND}.txt", **_facts(letter))


def stop_path(wish: Wish) -> str:
    return reverse("stock_news:stop", args=[wish.pk, secret_of(wish)])


def letter_of(letter: BackLetter, text: str) -> Letter:
    subject, _line, rest = text.partition("\n")
    link = _facts(letter)["link"]
    paragraphs = [part for part in rest.replace(link, "").strip().split("\n") if part]
    facts = {
        **_facts(letter),
        "language": letter.wish.language,
        "subject": subject,
        "rest": rest.strip(),
        "paragraphs": paragraphs,
    }
    with translation.override(letter.wish.language):
        return Letter(
            subject=subject,
            text=plain_text("emails/stock_back.txt", **facts) + "\n",
            html=render_to_string("emails/stock_back.html", facts),
        )


def pick_up() -> int:
    """Queue again what no job will send any more, and return how many that are."""
    left = left_behind(BackLetter.objects.all())
    for letter_id in left:
        jobs.enqueue(SEND, once=f"back_letter.{letter_id}", letter_id=letter_id)
    return len(left)


def _facts(letter: BackLetter) -> dict[str, str]:
    variant = Variant.objects.select_related("listing__seller").get(
        stock_record=letter.wish.stock_record_id
    )
    shared = shared_facts()
    facts = facts_of(variant, letter.wish.language)
    site = shared["site_url"]
    stop = f"{site}{stop_path(letter.wish)}"
    return {**shared, **facts, "link": f"{site}{facts['path']}", "stop": stop}


def _stop_line(letter: BackLetter) -> str:
    with translation.override(letter.wish.language):
        return _("No more of these: {link}").format(link=_facts(letter)["stop"])
