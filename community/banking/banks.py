"""The banks of Thailand by the Bank of Thailand's codes, the most used first."""

from __future__ import annotations

from dataclasses import dataclass

from community.places.models import in_language


@dataclass(frozen=True)
class Bank:
    code: str
    name_th: str
    name_en: str

    @property
    def name(self) -> str:
        return in_language(self.name_th, self.name_en)


BANKS: dict[str, Bank] = {
    bank.code: bank
    for bank in (
        Bank("004", "ธนาคารกสิกรไทย", "Kasikornbank"),
        Bank("006", "ธนาคารกรุงไทย", "Krungthai Bank"),
        Bank("014", "ธนาคารไทยพาณิชย์", "Siam Commercial Bank"),
        Bank("002", "ธนาคารกรุงเทพ", "Bangkok Bank"),
        Bank("030", "ธนาคารออมสิน", "Government Savings Bank"),
        Bank("034", "ธ.ก.ส.", "BAAC (Bank for Agriculture)"),
        Bank("025", "ธนาคารกรุงศรีอยุธยา", "Krungsri (Bank of Ayudhya)"),
        Bank("011", "ธนาคารทหารไทยธนชาต (ttb)", "ttb (TMBThanachart Bank)"),
        Bank("033", "ธนาคารอาคารสงเคราะห์", "Government Housing Bank"),
        Bank("066", "ธนาคารอิสลามแห่งประเทศไทย", "Islamic Bank of Thailand"),
        Bank("022", "ธนาคารซีไอเอ็มบี ไทย", "CIMB Thai"),
        Bank("024", "ธนาคารยูโอบี", "UOB"),
        Bank("069", "ธนาคารเกียรตินาคินภัทร", "Kiatnakin Phatra Bank"),
        Bank("073", "ธนาคารแลนด์ แอนด์ เฮ้าส์", "LH Bank"),
        Bank("067", "ธนาคารทิสโก้", "TISCO Bank"),
        Bank("071", "ธนาคารไทยเครดิต", "Thai Credit Bank"),
        Bank("070", "ธนาคารไอซีบีซี (ไทย)", "ICBC (Thai)"),
        Bank("098", "ธพว. (SME D Bank)", "SME D Bank"),
    )
}


def bank_choices() -> list[tuple[str, str]]:
    """Return code and name for a form's list, in the reader's language."""
    return [(bank.code, bank.name) for bank in BANKS.values()]


def bank_name(code: str) -> str:
    """Return the bank's name; a code that we do not know is its own name."""
    bank = BANKS.get(code)
    return bank.name if bank else code
