"""The words that a new market begins with. Staff change them in the office.

A “!” behind a word: its marks matter, without them it is another word.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

FORBID = {
    "alcohol": """
        เหล้าขาว | เหล้าโรง | เหล้าเถื่อน | เหล้าต้ม | เหล้าป่า | เหล้านอก | เหล้าปั่น | เหล้าดอง
        เหล้าชุมชน | เหล้าพื้นบ้าน | เหล้าบ๊วย | เหล้าอุ | เหล้าไห | เหล้ากลั่น | เหล้าหมัก
        สุราชุมชน | สุราพื้นบ้าน | สุราแช่ | สุรากลั่น | สุราขาว | สุราไทย | สาโท | กระแช่! | น้ำตาลเมา
        ไวน์ผลไม้ | ไวน์องุ่น | ไวน์กระเจี๊ยบ | ไวน์หมากเม่า | ไวน์เม่า | ไวน์ข้าว | ไวน์มังคุด | ไวน์ลิ้นจี่
        ไวน์สับปะรด | ไวน์สด | ขายไวน์ | เบียร์ | คราฟต์เบียร์ | คราฟท์เบียร์ | วิสกี้ | วิสกี้ไทย | วอดก้า
        บรั่นดี | เตกีล่า | โซจู | ยาดอง | ยาดองเหล้า | เครื่องดื่มแอลกอฮอล์ | 40 ดีกรี | 35 ดีกรี | 30 ดีกรี
        28 ดีกรี | beer | craft beer | whisky | whiskey | vodka | soju | tequila | liquor | moonshine
        rice wine | fruit wine | grape wine | rice whisky | alcoholic drink
    """,
    "tobacco": """
        บุหรี่ | บุหรี่ไฟฟ้า | บุรี่! | บุหลี่! | ยาสูบ | ยาเส้น | ซิการ์ | บารากู่ | บารากุ | น้ำยาบุหรี่ไฟฟ้า
        พอตไฟฟ้า | พอดไฟฟ้า | พอตใช้แล้วทิ้ง | พอดใช้แล้วทิ้ง | หัวพอต | หัวพอด | สูบไอน้ำ | cigarette
        e-cigarette | vape | vape pod | vaping | tobacco | cigar | hookah | shisha
    """,
    "medicine": """
        ยาปฏิชีวนะ | ยาแก้ปวด | ยาแก้อักเสบ | ยาแก้ไอ | ยาคุมกำเนิด | ยาคุมฉุกเฉิน | ยานอนหลับ | ยาทำแท้ง
        ยาปลุกเซ็กส์ | ยาลดความอ้วน | ยาบ้า! | ยาไอซ์ | ไวอากร้า | ซิลเดนาฟิล | ไซบูทรามีน | ไซโตเทค
        อะม็อกซีซิลลิน | ทรามาดอล | เคตามีน | เฮโรอีน | ช่อดอกกัญชา | น้ำมันกัญชา | ใบกระท่อม | น้ำกระท่อม
        กระท่อมผง | เห็ดขี้ควาย | viagra | antibiotic | sleeping pill | marijuana | kratom | opium
    """,
    "wildlife": """
        งาช้างแท้ | งาช้างแกะ | งาช้างแกะสลัก | แหวนงาช้าง | กำไลงาช้าง | สร้อยงาช้าง | พระงาช้าง
        ทำจากงาช้าง | เขี้ยวเสือ | หนังเสือ | กระดูกเสือ | เล็บเสือ | ดีหมี | อุ้งตีนหมี | นอแรด | เกล็ดนิ่ม!
        ตัวนิ่ม! | น้ำมันเลียงผา | โหนกนกเงือก | หัวนกเงือก | ม้าน้ำแห้ง | ม้าน้ำตากแห้ง | ซากสัตว์ป่า
        เนื้อสัตว์ป่า | เนื้อเก้ง | เนื้อชะมด | ไข่เต่าทะเล | elephant ivory | tiger tooth | tiger fang
        tiger bone | bear bile | rhino horn | pangolin | dried seahorse | sea turtle egg
    """,
    "lottery": """
        ลอตเตอรี่ | ลอดเตอรี่ | สลากกินแบ่ง | สลากกินรวบ | สลากดิจิทัล | หวยใต้ดิน | หวยเด็ด
        หวยลาว | หวยฮานอย | หวยออนไลน์ | เลขเด็ด | พนันออนไลน์ | บาคาร่า | แทงบอล | lottery | lotto
        casino | baccarat
    """,
    "other": """
        อาวุธปืน | ปืนไทยประดิษฐ์ | กระสุนปืน | วัตถุระเบิด | สนับมือ | มีดสปริง | ก๊อปแบรนด์ | เกรดก๊อป
    """,
}
LOOK = {
    "alcohol": "เหล้า! | สุรา | ไวน์! | แชมเปญ | ค็อกเทล | ลูกแป้งเหล้า | wine | cocktail | champagne",
    "tobacco": "พอต! | บ้องยา",
    "medicine": """
        กัญชา | ยาสมุนไพร | ยาแผนโบราณ | ยาลูกกลอน | พาราเซตามอล | สเตียรอยด์ | ยาลดน้ำหนัก | ยาชุด!
        รักษาโรค | รักษามะเร็ง | รักษาเบาหวาน | แก้สารพัดโรค | cannabis | paracetamol | steroid
        cures cancer | cures diabetes
    """,
    "wildlife": """
        งาช้าง | เขากวาง | กระดองเต่า | กัลปังหา | หอยมือเสือ | ปะการังแท้ | กิ่งปะการัง | เลียงผา
        นกกรงหัวจุก | นกขุนทอง | หนังจระเข้ | หนังงู | กล้วยไม้ป่า | ivory | crocodile skin | wild orchid
    """,
    "lottery": "หวย!",
    "other": "",
}
FINE = {
    "alcohol": """
        ไม่ใส่เหล้า | ไม่มีเหล้า | ไม่ใช่เหล้า | แก้วเหล้า | สุราษฎร์ | สุรางค์ | อสุรา | รูทเบียร์ | แก้วเบียร์
        แก้วไวน์ | สีไวน์ | รสไวน์ | กลิ่นไวน์ | กับไวน์ | สีแชมเปญ | ค็อกเทลผลไม้ | ผลไม้ค็อกเทล | อาสาโทร
        root beer | ginger beer | beer glass | wine glass | wine red | wine coloured | wine-coloured
        น้ำส้มสายชูหมักจากสาโท | น้ำส้มสายชูไวน์
    """,
    "tobacco": "โมก้าพอต | กล่องใส่บุหรี่ | ปลอดบุหรี่ | ห้ามสูบบุหรี่ | moka pot",
    "medicine": "ไม่มีสเตียรอยด์ | ไร้สเตียรอยด์ | ปราศจากสเตียรอยด์ | ไม่ใส่สเตียรอยด์ | ยาชุดเดียว",
    "wildlife": """
        สีงาช้าง | ขาวงาช้าง | ลายงาช้าง | ลูกไม้งาช้าง | กล้วยงาช้าง | ดอกงาช้าง | ลายเสือ | ถั่วลายเสือ
        ลายหนังเสือ | ลายเขี้ยวเสือ | ลายกระดองเต่า | กรงนกกรงหัวจุก | ลายเขากวาง | ปะการังเขากวาง
        เหมือนนอแรด | เฟินเขากวาง | ลายหนังงู | ลายเกล็ดนิ่ม | ivory white | ivory lace | ivory colour | ivory cotton
    """,
    "lottery": "ห่วยแตก",
    "other": "",
}


def write_words(apps: Any, schema_editor: Any) -> None:
    from shop.moderation.spelling import key_of

    Word = apps.get_model("moderation", "Word")
    rows = {}
    for effect, table in (("forbid", FORBID), ("look", LOOK), ("fine", FINE)):
        for topic, text in table.items():
            for one in filter(None, (part.strip() for part in text.replace("\n", "|").split("|"))):
                word, marks_matter = one.removesuffix("!"), one.endswith("!")
                rows[key_of(word)] = Word(
                    topic=topic,
                    effect=effect,
                    text=word,
                    folded=key_of(word),
                    marks_matter=marks_matter,
                )
    Word.objects.bulk_create(rows.values())


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_looks_words_reports")]

    operations = [migrations.RunPython(write_words, migrations.RunPython.noop)]
