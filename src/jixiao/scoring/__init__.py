"""Scores by regulation: pure formulas over target, actual and weight.

`formulas` are the ways points are given, `compare` brings what was printed as
target and as actual to one unit.
"""
