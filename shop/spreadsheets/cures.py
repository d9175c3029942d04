"""What is said of a row and how to mend it, in plain words."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    # Numbers.
    "is_yes_no": _("This cell holds yes or no where a number belongs. Write the number."),
    "is_date": _("This cell holds a date where a number belongs. Write the number."),
    "is_error": _("Excel could not work this cell out: “%(typed)s”. Write what belongs there."),
    "not_number": _("“%(typed)s” is no number. Write it as 250 or 250.50."),
    "number_long": _("“%(typed)s…” has too many digits. Write the number."),
    "mixed_digits": _("“%(typed)s” mixes kinds of digits. Which number is it?"),
    "scientific": _("“%(typed)s” is how a computer shortens numbers. Which number is it?"),
    "read_as": _("“%(typed)s” was read as %(value)s."),
    "whole_range": _("Write a whole number from 0 to %(most)s."),
    # Price.
    "price_missing": _("The price is missing. Write it in baht."),
    "price_free": _("The price is 0. A gift is not goods to sell: write a price, or leave it out."),
    "price_on_asking": _("No price (“%(typed)s”): kept as a draft, to sell once it has a price."),
    "price_uncertain": _("“%(typed)s” can be two prices. Which one is it?"),
    "price_of_set": _("“%(typed)s”: a set of %(count)s for ฿%(price)s?"),
    "price_several": _("“%(typed)s” are several prices. Make a choice of each, or write one."),
    "price_below_zero": _("The price is below zero. Write what the buyer pays."),
    "price_low": _("The price is less than ฿0.25. Write at least 0.25."),
    "price_high": _("The price is more than a million baht. Write a smaller one."),
    "price_places": _("The price has more than two places: %(value)s. Write 250 or 250.50."),
    # Stock.
    "stock_missing": _("How many are there? Write a number; 0 when there are none."),
    "stock_some": _("“%(typed)s” does not say how many. Write the number."),
    "stock_several": _("Several counts stand here: %(typed)s. Write one number."),
    "stock_of_each": _("How many of each: %(names)s? Write as many numbers with / between them."),
    "stock_below_zero": _("The number left is below zero. Write 0 or more."),
    "stock_high": _("The number left is more than a million. Write a smaller one."),
    "stock_heavy": _("That is more than 100 tonnes. Write kilograms, such as 45.5."),
    "stock_part": _("%(value)s is not a whole number. Things are counted whole."),
    "stock_grams": _("%(value)s has more than three places. Write kilograms, such as 45.5."),
    # Weight and size.
    "weight_missing": _("No weight: it is needed before anything can be sent."),
    "weight_range": _("The weight must be between 1 g and 200 kg."),
    "not_size": _("“%(typed)s” is no size. Write 25x20x10."),
    "size_range": _("Each side of the box must be between 1 and 300 cm."),
    "side_range": _("%(value)s cm is no side of a box. Write 1 to 300."),
    "size_part": _("Only the length is said: %(value)s cm. Width and height before it is sent."),
    # Codes.
    "sku_missing": _("There is no code. Take this one, or write your own."),
    "sku_number": _("Excel keeps this code as a number: zeros in front may be lost."),
    "sku_barcode": _("Excel may have changed this long number (%(typed)s). Write the real code."),
    "sku_odd": _("“%(typed)s” is no code. Write the code."),
    "sku_long": _("The code is too long: at most %(most)s letters."),
    "sku_signs": _("The code holds signs that are not allowed. Use letters, digits, - . / _"),
    "sku_twice": _("Row %(row)s has the same code. Write another one, or leave this row out."),
    "variant_of_above": _(
        "No code and no name. Is it “%(option)s” of “%(title)s” in row %(row)s? Take this code."
    ),
    # Names and words.
    "title_missing": _("The name is missing. Write what it is called."),
    "title_long": _("The name is too long: at most %(most)s letters. Shorten it."),
    "title_signs": _("The name holds only signs. Write it in letters."),
    "formula_like": _("The name begins like a formula. Take the first sign away."),
    "formula_text": _("A formula stands here. Is “%(value)s” the text that you mean?"),
    "formula_empty": _("A formula stands here and says nothing. Write the value itself."),
    "was_formula": _("A formula stood here: its last value %(value)s was taken."),
    "markup": _("Signs of a web page stand here. They are left out: “%(value)s”. Is that right?"),
    "hidden_signs": _("Hidden signs stand here. They are left out: “%(value)s”. Is that right?"),
    "turned_text": _("Hidden signs that turn text around were taken out."),
    "am_joined": _("A vowel was typed in two halves: it was put together."),
    "stacked": _("Too many marks stand over one letter. Write the word anew."),
    "too_long_cell": _("This cell is too long: at most 5,000 letters."),
    "same_name": _("The same name stands in row %(row)s."),
    "description_empty": _("Nothing tells about it yet. Two lines help to sell it."),
    # Kinds and choices.
    "unit_unknown": _("“%(typed)s” is no unit that we know. Sold by the …?"),
    "storage_unknown": _("“%(typed)s”: how is it kept?"),
    "weighed_unknown": _("“%(typed)s”: is it sold by weight?"),
    "sold_by_weight": _("Sold by weight: the price is for a kilogram."),
    "is_weighed": _("You sell this by weight; the file says otherwise. Are these kilograms?"),
    "is_counted": _("You sell this by the piece; the file says by weight. Are these pieces?"),
    "counted_in_kilos": _("You sell this by the piece. Write pieces, not kilograms."),
    "weighed_in_pieces": _("This is sold by weight. Write kilograms, such as 45.5."),
    "weighed_unlike_main": _(
        "It belongs to row %(row)s, and one is sold by weight, the other by the piece. Write the"
        " same in both."
    ),
    "word_looked_at": _("“%(typed)s”: the market looks at this before it is on sale."),
    "word_forbidden": _("“%(typed)s” may not be sold here: with this word it does not go on sale."),
    "from_note": _("Taken from the note “%(typed)s”: %(value)s."),
    "note": _("Your note: %(typed)s"),
    "category_waits": _("Choose above what kind of goods it is."),
    # Main rows and choices.
    "parent_itself": _("The row names itself as its main row."),
    "parent_unknown": _("There is no main row with the code “%(parent)s” in this file."),
    "parent_of_parent": _("The main row “%(parent)s” belongs to another row itself."),
    "option_missing": _("Which colour or size is it? Write it as สี: แดง."),
    "main_row_waits": _("Its main row %(row)s is not saved yet. Mend that one first."),
    "joins_existing": _("A new choice of goods that you have: add it on the page of those goods."),
    "withdrawn": _("The market has withdrawn the goods with this code. Ask the market about it."),
    # What is no goods.
    "service": _("Delivery and other services are not goods."),
    "discontinued": _("Given up in your old program (status %(typed)s). Keep it put away?"),
    "above": _("Above the headings."),
    "section": _("A heading between the goods."),
    "total": _("A total."),
    "note_row": _("A note."),
    # Photos in a zip file.
    "photo_of_nothing": _("No goods have this code. Name the photo after the code: LP-001.jpg"),
    "photo_no_picture": _("This is no photo."),
    "photo_broken": _("This photo cannot be shown. Send it as a JPEG."),
    "photo_name_long": _("The name of this file is too long. Shorten it."),
    "photo_busy": _("We did not get to this photo. Bring it again in an hour."),
    "photo_there": _("These goods have this photo already."),
    "photo_too_many": _("These goods have ten photos already."),
    # Of the whole file.
    "people_sheet": _(
        "The sheet “%(sheet)s” seems to hold customers. We did not read it. Take it out before"
        " you give this file to anybody."
    ),
    "no_sizes": _("This file says no size of the boxes. Add it before parcels are sent by size."),
    "no_descriptions": _("Most rows tell nothing about the goods. Two lines help to sell them."),
    "changed_meanwhile": _("Some goods were changed while you looked. Look again before you save."),
    "below_held": _(
        "Nothing was saved: of %(sku)s %(held)s are promised to orders or a market day, and the"
        " file says less. Write at least so many, or wait until they have left."
    ),
    "shelf_full": _(
        "Nothing was saved: with what is promised, one of the goods would have more than"
        " %(most)s. Write less."
    ),
    "category_gone": _("A kind of goods that you chose is gone. Choose another one."),
}
ANSWERS: dict[str, str | Promise] = {
    "=split": _("Make a choice of each price"),
    "=set": _("Yes, sold as a set"),
    "archive": _("Keep it, put away"),
}


def sentence(code: str, facts: dict[str, Any] | None = None) -> str:
    text = SENTENCES.get(code, code)
    return str(text % facts) if facts else str(text)


def answer_text(typed: str) -> str:
    """Return what a choice says on its button."""
    return str(ANSWERS.get(typed, typed))
