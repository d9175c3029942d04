"""Province, district, sub-district and postcode, in Thai and English."""
