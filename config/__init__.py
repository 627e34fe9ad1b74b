"""Wiring: settings, addresses, Celery. No logic lives here."""
