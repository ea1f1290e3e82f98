"""An example province to look around in: made-up units, and one real disclosure."""
