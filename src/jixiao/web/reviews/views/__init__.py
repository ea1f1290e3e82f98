"""Pages of reviews. What a person may not see is not there: 404; what they may not do is 403."""
