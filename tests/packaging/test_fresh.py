"""From nothing to the first finding, in a Debian that has no compiler: what `fresh` times."""

import os
import shutil
import subprocess

import pytest
from conftest import TOP

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("debootstrap") is None,
    reason="a fresh Debian wants root and debootstrap",
)
MISSING = 77


def check(kind, given, tools):
    """Runs `fresh`, which fails if it takes a minute."""
    env = {**os.environ, "ROOT": str(tools / "debian")}
    done = subprocess.run([TOP / "tests/packaging/fresh", kind, given], capture_output=True, text=True, env=env)
    # How long it took is told, for who asks for it with `-s`.
    print(done.stdout)
    if done.returncode == MISSING:
        pytest.skip(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_wheel_finds_within_a_minute(wheel, tools):
    check("python", wheel, tools)


@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is missing")
def test_the_package_for_node_finds_within_a_minute(packed, tools):
    check("npm", packed, tools)
