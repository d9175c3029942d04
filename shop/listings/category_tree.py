"""The categories of a new market: the five classes of OTOP, and fresh produce.

A line is a category: its names, and the kind of certificate that goods of it need. Indented, it
is below the one before. Staff add others in the back office; names they changed stay.
"""

from __future__ import annotations

from dataclasses import dataclass

# Sealed milk and juice need a food number; what goes on the skin a notification number. Both are
# given by the Food and Drug Administration. Sources: Notifications under the Food Act 1979,
# Cosmetics Act 2015, Herbal Products Act 2019.
TREE = """
อาหาร | Food
    ขนมไทยและขนมพื้นเมือง | Thai & local sweets
    ของดองและของแห้ง | Pickles & dried goods
    น้ำตาลและน้ำผึ้ง | Sugar & honey
    เนื้อสัตว์แปรรูป | Processed meat
    ถั่วและของขบเคี้ยว | Nuts & snacks
    น้ำพริกและเครื่องแกง | Chilli pastes & curry pastes
    เส้นและอาหารพร้อมปรุง | Noodles & meal kits
    ผลไม้แปรรูป | Fruit preserves
    ข้าวและธัญพืช | Rice & grains
    เครื่องปรุงรส | Seasonings
    อาหารทะเลแปรรูป | Processed seafood
    ผลิตภัณฑ์นมและไข่ | Dairy & egg products | fda
เครื่องดื่ม | Drinks
    กาแฟ | Coffee
    ชาและชาสมุนไพร | Tea & herbal tea
    เครื่องดื่มผงและชุดชง | Powders & drink kits
    น้ำผลไม้และน้ำเชื่อม | Juices & syrups | fda
ผ้าและเครื่องแต่งกาย | Textiles & clothing
    ซิ่น โสร่ง และผ้านุ่ง | Sarongs & wrap skirts
    ผ้าฝ้ายและผ้าทอมือ | Cotton & hand-woven cloth
    กระเป๋าและย่าม | Bags
    เสื้อผ้าสำเร็จรูป | Ready-made clothes
    เครื่องประดับ | Jewellery
    ผ้าบาติกและมัดย้อม | Batik & tie-dye
    ผ้าพันคอและผ้าคลุมไหล่ | Scarves & shawls
    ผ้าไหม | Silk
ของใช้ของตกแต่งของที่ระลึก | Home, décor & souvenirs
    ของที่ระลึก | Souvenirs
    ของใช้ในบ้าน | Household
    ร่มและพัด | Umbrellas & fans
    ของเล่น | Toys
    กระดาษและเครื่องเขียน | Paper & stationery
    งานโลหะ | Metalwork
    งานไม้ | Woodwork
    เทียนและเครื่องหอม | Candles & fragrance
    เซรามิกและเครื่องปั้นดินเผา | Ceramics & pottery
    จักสาน | Basketry
สมุนไพรที่ไม่ใช่อาหาร | Non-food herbs
    ลูกประคบและชุดสปา | Herbal compress & spa
    น้ำมันนวดและบาล์ม | Massage oils & balms | fda
    ยาดมและของหอม | Inhalers & fragrant goods | fda
    สบู่และดูแลผิว | Soap & skin care | fda
    ดูแลเส้นผม | Hair care | fda
ของสด | Fresh produce
    ผัก | Vegetables
    นมและไข่ | Milk & eggs
    ผลไม้ | Fruit
    ดอกไม้และต้นไม้ | Flowers & plants
    อาหารทะเลสด | Fresh seafood
"""


@dataclass(frozen=True)
class Entry:
    depth: int  # 1 for the classes
    name_th: str
    name_en: str
    needs_certificate: str


def entries() -> list[Entry]:
    return [_entry(line) for line in TREE.strip().splitlines()]


def _entry(line: str) -> Entry:
    name_th, name_en, *kind = (part.strip() for part in line.split("|"))
    return Entry(2 if line.startswith(" ") else 1, name_th, name_en, kind[0] if kind else "")
