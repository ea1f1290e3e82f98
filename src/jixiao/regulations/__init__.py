"""Regulation as dated data with a reference: documents, trees, weights, thresholds.

One folder an issuer, one file a document. What could not be confirmed against
a text is marked unverified there, and never cited.
"""
