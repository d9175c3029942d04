"""Who: people, places, groups, sellers."""
