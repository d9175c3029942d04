"""PromptPay without a gateway: our own QR code, slips, bank statements and who matches them."""
