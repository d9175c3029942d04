"""Money that goes to sellers: batches to banks, returned money, debts."""
