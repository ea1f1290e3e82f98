"""Campaigns, filings, their versions and their history."""
