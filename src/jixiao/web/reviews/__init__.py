"""Reviews of filings: the queue, comments, score sheets, and what is handed out of them."""
