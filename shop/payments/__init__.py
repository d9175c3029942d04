"""The buyer's money: payments, attempts, refunds due."""
