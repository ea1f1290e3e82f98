"""Remarks written into a copy of the user's own file, which is otherwise left as it is.

A copy of the file in which every cell carries a mark goes through the reader
that read the file: so the cell of a finding is found by the one thing that
knows how tables are counted, whatever the file is made of.
"""
