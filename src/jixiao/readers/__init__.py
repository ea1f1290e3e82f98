"""From bytes to grids: one file per format, its suffixes declared in it.

Layer 2. Every reader offers ``FORMATS``, a mapping from the format's name to
its usual suffixes, and ``read(data, format, limits)``, which yields the blocks
and findings of the document in reading order.
"""
