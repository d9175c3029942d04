"""Who usually gives a certificate of each kind, as the paper itself says it."""

from __future__ import annotations

ISSUERS = {
    "otop": "กรมการพัฒนาชุมชน",
    "gi": "กรมทรัพย์สินทางปัญญา",
    "organic": "สำนักงานมาตรฐานสินค้าเกษตรและอาหารแห่งชาติ",
    "fda": "สำนักงานคณะกรรมการอาหารและยา",
    "tcps": "สำนักงานมาตรฐานผลิตภัณฑ์อุตสาหกรรม",
    "halal": "คณะกรรมการกลางอิสลามแห่งประเทศไทย",
}
