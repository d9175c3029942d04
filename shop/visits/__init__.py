"""How often buyers look at each listing, a number a day and nothing about who it was."""
