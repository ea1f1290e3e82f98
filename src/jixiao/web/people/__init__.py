"""Offices, accounts, and who may do what on which part of the tree."""
