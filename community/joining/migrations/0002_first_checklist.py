"""The checklist that a new market begins with. Staff change it in the office."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import migrations

EVERYONE = [
    "individual",
    "community_enterprise",
    "company",
    "otop_group",
    "community_market",
    "sme_network",
]
SELLERS = ["individual", "community_enterprise", "company"]
TERMS_TH = """1. คุณขายเฉพาะของที่คุณหรือกลุ่มของคุณทำ ปลูก หรือรวบรวมเอง และบอกที่มาตามจริง
2. รูป ราคา น้ำหนัก และจำนวนที่มีต้องตรงกับของจริง ราคารวมภาษีมูลค่าเพิ่มแล้วถ้าคุณจดทะเบียนภาษี
3. ไม่ขายของที่กฎหมายห้ามขายทางอินเทอร์เน็ต เช่น เหล้า ยาสูบ บุหรี่ไฟฟ้า ยา สัตว์ป่าและซากสัตว์ป่า สลาก อาวุธ และของปลอม
4. อาหาร ยาสมุนไพร และเครื่องสำอางที่ต้องมีเลข อย. หรือใบรับรอง ให้ใส่เลขที่เป็นของสินค้านั้นจริง
5. แพ็กและส่งภายในวันที่คุณบอกไว้ ถ้าส่งไม่ได้ให้บอกผู้ซื้อและตลาดทันที
6. ถ้าของเสียหาย ไม่ตรงตามที่บอก หรือไม่ถึง ผู้ซื้อมีสิทธิได้เงินคืน
7. ตลาดรับเงินจากผู้ซื้อแทนคุณ หักค่าธรรมเนียมตามที่แจ้งไว้ตอนสมัคร แล้วโอนส่วนที่เหลือเข้าบัญชีที่คุณให้ไว้ ไม่มีค่าสมัครและไม่มีค่ารายเดือน
8. ตลาดเก็บเลขประจำตัว เอกสาร และเลขบัญชีของคุณไว้เพื่อตรวจว่าเป็นคุณจริงและโอนเงินให้คุณ ผู้ตรวจของตลาดเท่านั้นที่เปิดดูได้ และมีบันทึกทุกครั้งที่เปิด คุณขอดู ขอแก้ หรือขอให้ลบได้
9. คุณเลิกขายได้ทุกเมื่อ เมื่อส่งของที่ขายแล้วครบ ตลาดพักร้านได้ถ้าร้านผิดข้อตกลงนี้ โดยบอกเหตุผล
10. ถ้าข้อตกลงนี้เปลี่ยน เราจะบอกคุณก่อนอย่างน้อย 30 วัน"""
TERMS_EN = """1. You sell only what you or your group make, grow or gather yourselves, and you say truly where it comes from.
2. Pictures, prices, weights and numbers in stock match the real goods. Prices include VAT if you are registered for it.
3. Nothing is sold that the law forbids to sell on the internet, such as alcohol, tobacco, e-cigarettes, medicines, wild animals and parts of them, lottery tickets, weapons and counterfeits.
4. Food, herbal products and cosmetics that need a number of the food and drug administration or a certificate show the number that is really theirs.
5. You pack and send within the days that you have named. If you cannot, you tell the buyer and the market at once.
6. If goods are damaged, not as described or do not arrive, the buyer has a right to the money back.
7. The market takes the buyer's money for you, keeps the commission named when you applied, and sends the rest to the account that you gave. There is no fee to join and no monthly fee.
8. The market keeps your id number, your papers and your account number to make sure that it is you and to pay you. Only those who check for the market can open them, and every opening is written down. You may ask to see, mend or erase them.
9. You may stop selling at any time once what is sold has been sent. The market may suspend a shop that breaks these terms, and says why.
10. If these terms change, we tell you at least 30 days before."""
TABLE: tuple[dict[str, Any], ...] = (
    {
        "slug": "identity",
        "kind": "identity",
        "title_th": "บัตรประชาชน",
        "title_en": "Identity card",
        "help_th": "ถ่ายด้านหน้าของบัตรให้เห็นชัดทั้งใบ ถ้าเป็นกลุ่มหรือบริษัท ใช้บัตรของผู้ที่ลงชื่อแทนได้",
        "help_en": "A photo of the front, all of it and sharp. For a group or a company: the card of"
        " whoever may sign for it.",
        "asked_of": EVERYONE,
    },
    {
        "slug": "registration",
        "kind": "registration",
        "title_th": "ทะเบียนวิสาหกิจชุมชนหรือบริษัท",
        "title_en": "Registration",
        "help_th": "ถ่ายหนังสือสำคัญแสดงการจดทะเบียน (ท.ว.ช.) หรือหนังสือรับรองบริษัท หน้าที่มีชื่อและเลขทะเบียน",
        "help_en": "A photo of the certificate of the community enterprise or the company: the page"
        " with its name and number.",
        "asked_of": ["community_enterprise", "company"],
    },
    {
        "slug": "profile",
        "kind": "profile",
        "title_th": "ชื่อ ที่อยู่ และเรื่องเล่า",
        "title_en": "Name, place and story",
        "help_th": "ผู้ซื้อเห็นชื่อและที่มาคู่กับราคาเสมอ เรื่องเล่าใส่เพิ่มทีหลังได้",
        "help_en": "Buyers see the name and the place beside every price. The story can come later.",
        "asked_of": EVERYONE,
        "least": 0,  # no story is needed to begin
    },
    {
        "slug": "photo",
        "kind": "photo",
        "title_th": "รูปร้านหรือคนทำ",
        "title_en": "Photo of the shop or the people",
        "help_th": "รูปคนทำ ที่ทำงาน หรือหน้าร้าน หนึ่งรูปก็พอ",
        "help_en": "The people, the workplace or the stall. One picture is enough.",
        "asked_of": EVERYONE,
    },
    {
        "slug": "account",
        "kind": "account",
        "title_th": "บัญชีที่จะรับเงิน",
        "title_en": "Where your money goes",
        "help_th": "เป็นชื่อคุณหรือชื่อกลุ่ม ถ้าเป็นบัญชีธนาคาร ถ่ายหน้าแรกของสมุดบัญชีด้วย",
        "help_en": "In your name or the group's. For a bank account, a photo of the first page of the"
        " bank book too.",
        "asked_of": SELLERS,
    },
    {
        "slug": "terms",
        "kind": "terms",
        "title_th": "ข้อตกลงของตลาด",
        "title_en": "Terms of the market",
        "asked_of": EVERYONE,
        "terms_version": "2569-1",
        "terms_from": dt.date(2026, 11, 1),
        "terms_th": TERMS_TH,
        "terms_en": TERMS_EN,
    },
    {
        "slug": "training",
        "kind": "training",
        "title_th": "เรียนการขายออนไลน์",
        "title_en": "Training done",
        "asked_of": EVERYONE,
        "is_active": False,
    },
    {
        "slug": "visit",
        "kind": "visit",
        "title_th": "ไปเยี่ยมถึงที่",
        "title_en": "A visit",
        "asked_of": EVERYONE,
        "is_active": False,
    },
    {
        "slug": "listings",
        "kind": "listings",
        "title_th": "ลงสินค้าแล้ว",
        "title_en": "Goods listed",
        "asked_of": SELLERS,
        "is_active": False,
    },
)


def write_checklist(apps: Any, schema_editor: Any) -> None:
    requirement = apps.get_model("joining", "Requirement")
    requirement.objects.bulk_create(
        requirement(position=10 * place, **row) for place, row in enumerate(TABLE, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("joining", "0001_initial")]

    operations = [migrations.RunPython(write_checklist, migrations.RunPython.noop)]
