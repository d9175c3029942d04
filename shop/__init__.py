"""What, in the order the money goes."""
