"""`python -m briefcheck` is the program."""

import os
import subprocess
import sys

from briefcheck import program


def main() -> None:
    command = [str(program()), *sys.argv[1:]]
    if sys.platform == "win32":
        # There, a process can't become another one.
        sys.exit(subprocess.run(command).returncode)
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
