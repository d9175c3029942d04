"""Fork of oscar.apps.partner: prices include VAT, lines keep their stock record, saving never
touches what is held."""
