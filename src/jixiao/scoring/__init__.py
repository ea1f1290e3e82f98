"""Scores by regulation: pure formulas over target, actual and weight, and the engine that applies them.

`engine.score_document` scores the evaluations of a document; what comes out is
in `score`. `formulas` are the ways points are given, with the choices of a
regulation's `Method`; `compare` brings what was printed as target and as
actual to one unit, `weights` finds what each row counts for, `rows` and
`execution` the points of each, `trail` their path.
"""
