"""Pages for finding: home, category, product, seller, community, search."""
