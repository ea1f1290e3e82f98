"""Copies of a user's own file: with remarks at the cells, or with cells corrected.

The file itself is never touched. What only an office program reads becomes
docx or xlsx first.
"""
