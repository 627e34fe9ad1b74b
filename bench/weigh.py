"""`make weigh`: bytes and queries of every page, on a demonstration loaded for this alone."""

import os
import sys
import tempfile
from importlib import import_module

import django


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
        django.setup()
        # It imports models, which need the settings that only now are known.
        return import_module("bench.scales").main()


if __name__ == "__main__":
    sys.exit(main())
