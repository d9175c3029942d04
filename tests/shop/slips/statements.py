"""Statements as banks export them, in several layouts; the names and numbers are invented."""

from __future__ import annotations

ACCOUNT = "9990000014"

# Money in and money out beside each other, days of the Buddhist era, newest last.
TWO_COLUMNS = """\
ธนาคารตัวอย่าง จำกัด (มหาชน),,,,,
เลขที่บัญชี,999-0-00001-4,,,,
วันที่,เวลา,รายการ,ถอนเงิน,ฝากเงิน,ยอดคงเหลือ,เลขที่อ้างอิง
,,ยอดยกมา,,,"1,000.00",
20/11/2569,09:15,รับโอน PromptPay,,420.00,"1,420.00",016326091512ABC00001
20/11/2569,10:02,รับโอน K7Q2-9XMD,,930.00,"2,350.00",016326100233ABC00002
21/11/2569,14:40,โอนเงินออก,350.00,,"2,000.00",
,,รวม,350.00,"1,350.00",,
"""
# One column whose direction the balance tells; English; newest first; days of two digits.
BY_BALANCE = """\
Account No.: 999-0-00001-4
Date,Time,Descriptions,Withdrawal / Deposit,Outstanding Balance,Channel
21-11-26,14:40,Transfer out,350.00,"2,000.00",K PLUS
20-11-26,10:02,Transfer in K7Q2-9XMD,930.00,"2,350.00",K PLUS
20-11-26,09:15,Transfer in,420.00,"1,420.00",PromptPay
20-11-26,,Opening balance,,"1,000.00",
"""
# CR and DR beside the amount; a semicolon between the cells.
MARKED = """\
Transaction Date;Description;Amount;Dr/Cr;Balance;Reference No.
2026-11-20 09:15:12;PROMPTPAY;420.00;CR;1420.00;016326091512ABC00001
2026-11-20 10:02:33;K7Q2-9XMD;930.00;CR;2350.00;016326100233ABC00002
2026-11-21 14:40:00;PAYOUT;350.00;DR;2000.00;
"""
# Money out below zero, no balance.
SIGNED = """\
date,time,amount,description,reference
2026-11-20,09:15,420.00,PromptPay,016326091512ABC00001
2026-11-20,10:02,930.00,K7Q2-9XMD,016326100233ABC00002
2026-11-21,14:40,-350.00,Payout,
"""
LAYOUTS = {
    "two_columns": TWO_COLUMNS,
    "by_balance": BY_BALANCE,
    "marked": MARKED,
    "signed": SIGNED,
}
