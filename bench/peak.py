"""Run a command and write down, in a file, how much memory it needed: `peak.py FILE COMMAND…`.

A process counts what its parent had before it, so the parent must be small: this file, with -S -E.
"""

import os
import resource
import subprocess
import sys

if __name__ == "__main__":
    code = subprocess.call(sys.argv[2:])
    with open(sys.argv[1], "w") as file:
        file.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
    if code < 0:
        os.kill(os.getpid(), -code)
    sys.exit(code)
