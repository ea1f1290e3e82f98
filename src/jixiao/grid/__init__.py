"""Tables as read: cells, spans and where they stood, without any meaning.

Layer 1. A reader makes these; the forms give them meaning.
"""
