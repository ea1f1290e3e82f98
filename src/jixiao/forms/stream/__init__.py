"""Tables whose columns are lost: a stream of tokens, read again by its words.

``tokens`` cuts the stream where marks are printed, ``cutting`` where none are;
``fit`` says what a text costs under a head, ``align`` finds the cheapest rows,
``labelled`` finds the fields before them, and ``flow`` walks the whole.
"""
