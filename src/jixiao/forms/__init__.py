"""From grids to typed tables: recognise, draft, settle.

Layer 2. The words of the forms are data (``vocabulary.toml``); the ways in
which borders survive are one file each (``drawn``, ``flow``, ``glued``,
``listed``). A new form is words; a new way of printing is one file.
"""
