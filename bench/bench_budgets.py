"""How long the budgets of the whole country take: into the register, again, and beside their like.

It runs in a process of its own, on an empty database of its own kind: SQLite in a temporary
folder, or a test database beside the one that DATABASE_URL names.
"""

import os
import subprocess
import sys
import tempfile

_RUN = "import django; django.setup(); from bench import budgets; raise SystemExit(budgets.main())"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        own = {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
        return subprocess.call([sys.executable, "-c", _RUN, folder], env=os.environ | own)


if __name__ == "__main__":
    sys.exit(main())
