from shop.payouts.models.batch import Batch
from shop.payouts.models.by_hand import FundPayout, PayIn
from shop.payouts.models.claim import Claim, Reserve
from shop.payouts.models.payout import Payout
from shop.payouts.models.schedule import Schedule

__all__ = ["Batch", "Claim", "FundPayout", "PayIn", "Payout", "Reserve", "Schedule"]
