"""What the tests of the packages share. `tests/run` sets BRIEFCHECK, the program, TARGET, the folder that it was built in, and TOOLS,
where it installs tools."""

import hashlib
import http.server
import json
import os
import platform
import shutil
import subprocess
import sys
import threading
import venv
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
PACKAGING = TOP / "server/packaging"
FAULTY = 'It "was built to carry trains" [@quay].\n'
CLEAN = 'It "was never built to carry trains" [@quay].\n'


def run(*command, status=0, **options):
    """Runs a command, which must end with this status, and gives what it says."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    assert done.returncode == status, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture(scope="session")
def program():
    return Path(os.environ["BRIEFCHECK"]).resolve()


@pytest.fixture(scope="session")
def tools():
    return Path(os.environ["TOOLS"]).resolve()


@pytest.fixture(scope="session")
def version(program):
    return run(program, "--version").split()[1]


@pytest.fixture(scope="session")
def target():
    """What Rust calls this machine."""
    machine = {"aarch64": "aarch64", "arm64": "aarch64"}.get(platform.machine(), "x86_64")
    return f"{machine}-unknown-linux-gnu"


@pytest.fixture(scope="session")
def archives(program, target, tmp_path_factory):
    """A folder with the archive of a release in it, and its checksum."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, PACKAGING / "archive.py", program, target, folder)
    return folder


@pytest.fixture(scope="session")
def wheel(tools, tmp_path_factory):
    """The wheel, made by maturin, which finds the program built, or the one that WHEEL names."""
    if given := os.environ.get("WHEEL"):
        return Path(given).resolve()
    folder = tmp_path_factory.mktemp("wheel")
    maturin = tools / "python/bin/maturin"
    options = ["--locked", "--profile", "dev", "--compatibility", "linux", "--target-dir", os.environ["TARGET"]]
    run(maturin, "build", *options, "--out", folder, cwd=PACKAGING / "python")
    [wheel] = folder.glob("briefcheck-*.whl")
    return wheel


@pytest.fixture(scope="session")
def fresh(wheel, tmp_path_factory):
    """A fresh virtual environment with the wheel and nothing else: the folder of its programs."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=True)
    run(folder / "bin/pip", "install", "--quiet", "--no-index", "--disable-pip-version-check", wheel)
    return folder / "bin"


@pytest.fixture(scope="session")
def packed(program, target, tmp_path_factory):
    """A folder with the packages for npm, packed."""
    folder = tmp_path_factory.mktemp("npm")
    # For the others, a file stands in for the program: none of them fits here, which is what is tried.
    stub = folder / "stub"
    stub.write_text("no program\n")
    platforms = json.loads((PACKAGING / "platforms.json").read_text())
    pairs = [f"{platform['target']}={program if platform['target'] == target else stub}" for platform in platforms]
    run("node", PACKAGING / "npm/build.mjs", folder / "packages", *pairs)
    for package in sorted((folder / "packages").iterdir()):
        run("npm", "pack", "--silent", "--pack-destination", folder, package)
    return folder


@pytest.fixture
def repository(tmp_path):
    """A repository of briefings: one is clean, one is faulty."""
    folder = tmp_path / "repository"
    files = {
        "briefcheck.toml": 'exclude = ["drafts/"]\n',
        "sources/quay.txt": "The quay was never built to carry trains.\n",
        "clean.brief": CLEAN,
        "drafts/draft.brief.md": FAULTY,
        "faulty.brief.md": FAULTY,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    git(folder, "init", "--quiet")
    return folder


def git(folder, *args):
    return run("git", "-c", "user.name=Tests", "-c", "user.email=tests@example.org", *args, cwd=folder)


class Served:
    """Files of a folder, over HTTP on this machine; counts what is asked for."""

    def __init__(self, folder):
        self.asked = []
        served = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *args):
                super().__init__(*args, directory=str(folder))

            def log_message(self, *_):
                served.asked.append(self.path)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def release(archives, version, tmp_path):
    """A server that plays the releases of a repository: `release.address`, `release.folder`."""
    folder = tmp_path / "releases"
    shutil.copytree(archives, folder / f"v{version}")
    served = Served(folder)
    served.folder = folder / f"v{version}"
    yield served
    served.stop()


def digest(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
