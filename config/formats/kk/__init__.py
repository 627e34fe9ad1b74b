"""Kazakh dates and numbers: Django has none of its own."""
