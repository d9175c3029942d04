"""Who bears a voucher, and each seller order's share of it."""
