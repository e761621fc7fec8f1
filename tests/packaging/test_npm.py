"""The packages for npm, from a registry on this machine."""

import shutil
import subprocess

import pytest
from conftest import TOP, run

pytestmark = pytest.mark.skipif(shutil.which("npm") is None, reason="npm is missing")


@pytest.fixture(scope="module")
def registry(packed):
    command = ["node", str(TOP / "tests/packaging/registry.mjs"), str(packed)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as served:
        yield served.stdout.readline().strip()
        served.stdin.close()


@pytest.fixture(scope="module")
def installed(registry, tmp_path_factory):
    """A project that has installed briefcheck."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "package.json").write_text('{"private": true}\n')
    options = ["--registry", registry, "--no-audit", "--no-fund", "--loglevel=error", "--cache", folder / "cache"]
    run("npm", "install", *options, "--ignore-scripts", "briefcheck", cwd=folder)
    return folder


def test_only_the_package_of_this_platform_comes(installed):
    [fits] = [path.name for path in (installed / "node_modules/@briefcheck").iterdir()]
    assert fits in ("linux-x64", "linux-arm64")


def test_npx_runs_the_program(installed, program, repository):
    options = {"cwd": installed}
    assert run("npx", "--no-install", "briefcheck", "--version", **options) == run(program, "--version")
    said = run("npx", "--no-install", "briefcheck", "check", "--format", "concise", repository, status=1, **options)
    assert "error[quote-altered]" in said


def test_input_and_signals_go_through(installed):
    command = installed / "node_modules/.bin/briefcheck"
    record = '{"id": 1, "text": "It is 5.", "sources": [{"key": "a", "text": "It is 5."}]}'
    assert '"id":1' in run(command, "verify", input=record).replace(" ", "")
    served = subprocess.Popen([command, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    served.terminate()
    assert served.wait(timeout=30) in (0, 1, 128 + 15, -15)


def test_a_platform_without_a_package_is_told(installed, tmp_path):
    shutil.copytree(installed / "node_modules/briefcheck", tmp_path / "node_modules/briefcheck")
    said = run("node", tmp_path / "node_modules/briefcheck/bin/briefcheck.js", "--version", status=2)
    assert "there is no package for linux-" in said
