"""What changes comments and score sheets, and steps taken with many filings at once."""
