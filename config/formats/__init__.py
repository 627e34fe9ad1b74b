"""Dates and numbers as people here write them, where Django does not know or gets it wrong."""
