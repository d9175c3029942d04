"""What the marketplace keeps of a sale: rules, frozen when it is placed."""
