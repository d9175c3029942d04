from shop.ledger.models.book import Account, Entry, Journal, Seal
from shop.ledger.models.correction import Correction
from shop.ledger.models.gateway_transaction import GatewayTransaction

__all__ = ["Account", "Correction", "Entry", "GatewayTransaction", "Journal", "Seal"]
