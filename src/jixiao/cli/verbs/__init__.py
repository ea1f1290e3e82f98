"""One verb a file: its options, its help, and a call. A file here is a command; nothing else registers it."""
