"""Receipts, tax invoices, credit notes and statements."""
