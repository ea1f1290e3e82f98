"""What keeps the application: its histories proved, its data carried away and brought back."""
