"""What performance targets are made of: frozen values, standard library only.

Layer 0. Nothing here knows files, clocks, locales or engines.
"""
