"""What a generated market is made of: (thai, english) and, for things, the code of the unit."""

from __future__ import annotations

THINGS = (
    ("ผ้าขาวม้า", "Loincloth", "cloth"),
    ("ผ้าพันคอ", "Scarf", "cloth"),
    ("กระเป๋าสาน", "Woven Bag", "container"),
    ("ชาสมุนไพร", "Herbal Tea", "box"),
    ("กาแฟคั่ว", "Roasted Coffee", "bag"),
    ("น้ำผึ้ง", "Honey", "bottle"),
    ("ข้าวหอม", "Fragrant Rice", "bag"),
    ("น้ำพริก", "Chilli Paste", "jar"),
    ("สบู่", "Soap", "block"),
    ("ถ้วยดินเผา", "Clay Cup", "container"),
    ("ร่มกระดาษ", "Paper Umbrella", "umbrella"),
    ("กล้วยตาก", "Sun-Dried Banana", "pack"),
)
KINDS = (
    ("ทำมือ", "Handmade"),
    ("สูตรเดิม", "Old-Recipe"),
    ("บ้านสวน", "Orchard"),
    ("คัดพิเศษ", "Selected"),
    ("ย้อมคราม", "Indigo"),
    ("ออร์แกนิก", "Organic"),
)
PLACES = (
    ("เมืองเหนือ", "North"),
    ("ริมโขง", "Mekong"),
    ("อันดามัน", "Andaman"),
    ("ทุ่งกว้าง", "Plain"),
    ("ดอยสูง", "Highland"),
    ("คลองสวน", "Canal"),
)
COLOURS = ("แดง", "คราม", "ขาว")
CERTIFICATES: tuple[list[str], ...] = ([], [], ["otop:4"], ["otop:5", "gi"], ["organic"])
PICTURES = (
    ("1f9e3", "#f3e3ea"),
    ("1f45c", "#e1ecf2"),
    ("1f375", "#e8efe0"),
    ("2615", "#f0e9e1"),
    ("1f36f", "#fdf0d5"),
    ("1f35a", "#f2ece0"),
    ("1f336", "#fde2dc"),
    ("1f9fc", "#eae4f2"),
    ("1f3fa", "#f3ead2"),
    ("26f1", "#e4e8f4"),
)
STORY = "สินค้าตัวอย่างสำหรับวัดความเร็วของตลาด ไม่มีขายจริง\n\nทำทีละน้อย เก็บในที่แห้ง สั่งแล้วแพ็กภายในวันทำการถัดไป"
