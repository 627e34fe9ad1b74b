"""Russian dates: Django's own, but for what it gets wrong."""
