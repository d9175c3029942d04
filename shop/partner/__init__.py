"""Fork of oscar.apps.partner: prices include VAT, and a line keeps its own stock record."""
