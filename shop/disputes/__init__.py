"""Disputes with a buyer and his bank: state, deadline, evidence, who bears it."""
