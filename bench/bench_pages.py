"""Every page at the scale of the country, against a twentieth of its reports: ratios of time.

It runs in a process and on a database of its own, for what it fills in must reach no other: SQLite
in a temporary folder, or a test database beside the one that DATABASE_URL names.
"""

import os
import subprocess
import sys
import tempfile

_RUN = "import django; django.setup(); from bench import nation; raise SystemExit(nation.main())"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        own = {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
        return subprocess.call([sys.executable, "-c", _RUN], env=os.environ | own)


if __name__ == "__main__":
    sys.exit(main())
