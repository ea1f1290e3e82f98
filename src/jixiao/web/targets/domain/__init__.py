"""What can be done with campaigns and filings: one keyword-only function per action."""
