"""Waiting for what a page comes to, asked from outside: its policy lets no text run inside."""

from playwright.sync_api import Page

LOOKS = 400
PAUSE = 50  # milliseconds between two looks


def comes_true(page: Page, expression: str) -> None:
    """Wait until the JavaScript expression, or what it promises, holds on the page."""
    for _look in range(LOOKS):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(PAUSE)
    raise AssertionError(f"It never came true: {expression}")
