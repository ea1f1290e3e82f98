"""The official forms written back: a layout file and a table make sheets, which each format draws.

`layout` reads the layout files, `fill` puts a table into one, `sheet` is what
comes out: cells with spans, widths, heads. docx, xlsx, pdf and html draw
sheets and know nothing of tables.
"""
