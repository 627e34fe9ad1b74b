"""Plain text as old mail readers show it: no line wider than a page. Pure."""

import textwrap

WIDTH = 76  # letters of a line
SIGNED = "\N{EM DASH} "  # a line of signature: one letter more or less, and it fits no more


def fold(text: str) -> str:
    """Break long lines at blanks; addresses and signatures stay whole."""
    return "\n".join(_folded(line) for line in text.split("\n"))


def _folded(line: str) -> str:
    if len(line) <= WIDTH or line.startswith(SIGNED) or len(line.split()) == 1:
        return line
    indent = " " * (len(line) - len(line.lstrip("* ")))
    return textwrap.fill(
        line,
        WIDTH,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
