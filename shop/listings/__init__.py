"""What a seller offers: listing, variants, photos, and the card that browsing reads."""
