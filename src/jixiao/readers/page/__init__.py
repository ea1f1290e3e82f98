"""From characters and lines with places to text and tables, whatever file they came from.

Each module takes one step: ``marks`` leaves out watermarks, ``ruled`` and ``groups`` find what belongs to one
table, ``cells`` and ``lines`` put it together, ``running`` drops what repeats on
every page, ``stitch`` joins tables over page ends, ``blocks`` sets all in order.
Where rulings are missing, ``unruled`` finds the tables, ``columns``, ``bands`` and
``labels`` their columns and rows, and ``implied`` the rulings to be set there.
"""
