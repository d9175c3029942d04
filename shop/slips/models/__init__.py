from shop.slips.models.bank_file import BankFile
from shop.slips.models.bank_line import BankLine
from shop.slips.models.slip import Slip

__all__ = ["BankFile", "BankLine", "Slip"]
