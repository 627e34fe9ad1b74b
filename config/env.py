"""Read the environment, and fail loudly when it makes no sense."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(BASE_DIR / ".env")


def text(name: str, default: str = "") -> str:
    """The variable, or the default."""
    return env.str(name, default=default)


def flag(name: str, *, default: bool = False) -> bool:
    """True for 1, true, yes, on."""
    return env.bool(name, default=default)


def listing(name: str) -> list[str]:
    """Comma-separated words, blanks dropped."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder, relative ones counted from the project's root."""
    return BASE_DIR / text(name, str(default))


def number(name: str, default: int) -> int:
    """A whole number, or a refusal to start that names the variable."""
    try:
        return env.int(name, default=default)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number.") from error


def hosts(url: str) -> list[str]:
    """The one host that an address may be asked of, as a security policy names it; none of none."""
    if not url:
        return []
    parts = urlsplit(url.replace("{s}", "*"))
    return [f"{parts.scheme}://{parts.netloc}"]
