"""The image, built of the archive of a release as `Containerfile` says, and run. The Debian that `fresh` makes plays the base image,
which no package brings."""

import os
import platform
import shutil
import subprocess
import sys

import pytest
from conftest import PACKAGING, TOP, run

pytestmark = pytest.mark.skipif(os.geteuid() != 0 or shutil.which("buildah") is None, reason="an image wants root and buildah")
BIG = ["./opt", "./var", "./usr/share", "./usr/lib/python3*", "./proc", "./sys", "./dev", "./given", "./root"]


@pytest.fixture
def buildah(tmp_path):
    """Runs buildah, which keeps what it makes in a folder of the test."""
    folder = tmp_path / "images"
    env = {**os.environ, "BUILDAH_ISOLATION": "chroot", "STORAGE_DRIVER": "vfs"}
    command = ["buildah", "--root", str(folder / "kept"), "--runroot", str(folder / "run")]
    yield lambda *args, **options: run(*command, *args, env=env, **options)
    subprocess.run([*command, "rm", "--all"], env=env, capture_output=True)
    # Each layer is a copy of all before it.
    shutil.rmtree(folder, ignore_errors=True)


def test_the_image_is_built_and_checks(buildah, program, version, tools, tmp_path):
    debian = tools / "debian"
    if not debian.is_dir():
        pytest.skip("there is no Debian that plays the base image")
    (tmp_path / "base").mkdir()
    (tmp_path / "base/Containerfile").write_text("FROM scratch\nADD files.tar /\n")
    run("tar", "-C", debian, *(f"--exclude={path}" for path in BIG), "-cf", tmp_path / "base/files.tar", ".")
    buildah("build", "--quiet", "--tag", "docker.io/library/alpine:3", tmp_path / "base")

    (tmp_path / "context").mkdir()
    machine, docker = ("aarch64", "arm64") if platform.machine() in ("aarch64", "arm64") else ("x86_64", "amd64")
    run(sys.executable, PACKAGING / "archive.py", program, f"{machine}-unknown-linux-musl", tmp_path / "context/dist")
    values = ["--build-arg", f"VERSION={version}", "--build-arg", f"TARGETARCH={docker}"]
    build = ["build", "--quiet", "--pull-never", "--file", TOP / "Containerfile", *values, "--tag", "briefcheck", tmp_path / "context"]
    buildah(*build)

    shutil.copytree(TOP / "tests/demo", tmp_path / "demo")
    container = buildah("from", "--pull-never", "briefcheck").split()[-1]
    said = buildah("run", "--volume", f"{tmp_path / 'demo'}:/work", container, "--", "briefcheck", "check", "--format", "concise", status=1)
    assert "error[figure-mismatch]" in said
    told = buildah("inspect", "--format", "{{.OCIv1.Config.Entrypoint}} {{.OCIv1.Config.Cmd}} {{.OCIv1.Config.WorkingDir}}", container)
    assert told.strip() == "[briefcheck] [check] /work"
    assert "LICENSE-WORDNET" in buildah("run", container, "--", "ls", "/usr/share/licenses/briefcheck")

    [checksum] = (tmp_path / "context/dist").glob("*.sha256")
    checksum.write_text(checksum.read_text().replace("0", "1"))
    buildah(*build, status=1)
