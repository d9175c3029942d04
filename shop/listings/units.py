"""What a price is for: one bottle, one piece of cloth, one kilogram.

Thai counts each thing in a word of its own. The words stand here in both languages and not in
a translation file, because spreadsheets name the unit in Thai whatever the screen speaks.
"""

from __future__ import annotations

from django.utils.functional import lazy

from community.places.models import in_language
from shop.listings.weights import kilograms

WORDS: dict[str, tuple[str, str]] = {
    "piece": ("ชิ้น", "piece"),
    "kg": ("กก.", "kg"),
    "kheed": ("ขีด", "100 g"),
    "litre": ("ลิตร", "litre"),
    "bag": ("ถุง", "bag"),
    "bottle": ("ขวด", "bottle"),
    "box": ("กล่อง", "box"),
    "pack": ("แพ็ก", "pack"),
    "jar": ("กระปุก", "jar"),
    "set": ("ชุด", "set"),
    "pair": ("คู่", "pair"),
    "dozen": ("โหล", "dozen"),
    "metre": ("เมตร", "metre"),
    "cloth": ("ผืน", "piece"),
    "garment": ("ตัว", "piece"),
    "container": ("ใบ", "piece"),
    "item": ("อัน", "piece"),
    "strand": ("เส้น", "strand"),
    "ring": ("วง", "piece"),
    "book": ("เล่ม", "book"),
    "umbrella": ("คัน", "piece"),
    "panel": ("บาน", "panel"),
    "picture": ("ภาพ", "picture"),
    "brush": ("ด้าม", "piece"),
    "skein": ("ไจ", "skein"),
    "length": ("ท่อน", "length"),
    "stick": ("แท่ง", "bar"),
    "bead": ("เม็ด", "bead"),
    "sheaf": ("ปึก", "stack"),
    "folder": ("แฟ้ม", "folder"),
    "sachet": ("ซอง", "sachet"),
    "wrap": ("ห่อ", "parcel"),
    "can": ("กระป๋อง", "can"),
    "gallon": ("แกลลอน", "can of a gallon"),
    "tin": ("ปี๊บ", "tin"),
    "pot": ("ตลับ", "small tin"),
    "canister": ("โถ", "canister"),
    "block": ("ก้อน", "bar"),
    "crate": ("ลัง", "crate"),
    "tray": ("ถาด", "tray"),
    "egg_tray": ("แผง", "tray"),
    "basket": ("ตะกร้า", "basket"),
    "fruit": ("ลูก", "piece"),
    "bundle": ("มัด", "bundle"),
    "handful": ("กำ", "bunch"),
    "string": ("พวง", "string"),
    "bouquet": ("ช่อ", "bouquet"),
    "plant": ("ต้น", "plant"),
}
CODES_BY_THAI = {thai: code for code, (thai, _) in WORDS.items()}


# The unit of a card whose goods are sold by weight: what is left of them is grams.
BY_WEIGHT = "by_weight"


def unit_label(code: str) -> str:
    """Return the word in the active language; a code nobody knows is shown as it is."""
    words = WORDS.get("kg" if code == BY_WEIGHT else code)
    return in_language(*words) if words else code


UNITS = {code: lazy(unit_label, str)(code) for code in WORDS}


def card_unit(unit: str, *, is_weighed: bool) -> str:
    """Return the unit as a card keeps it."""
    return BY_WEIGHT if is_weighed else unit


def quantity_text(quantity: int, unit: str, is_weighed: bool) -> str:
    """Return "3 ผืน", or "1.5 กก." for 1,500 grams of goods sold by weight."""
    if is_weighed:
        return f"{kilograms(quantity)} {unit_label('kg')}"
    return f"{quantity:,} {unit_label(unit)}"
