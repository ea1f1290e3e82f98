"""How the application is set up: settings from the environment, addresses, security, logs, health."""
