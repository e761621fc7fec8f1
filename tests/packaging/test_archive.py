"""The archives of a release, and what finds them."""

import json
import os
import re
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from conftest import PACKAGING, TOP, digest, run

PLATFORMS = json.loads((PACKAGING / "platforms.json").read_text())


def test_an_archive_holds_what_a_system_wants(archives, program, version, target, tmp_path):
    root = f"briefcheck-{version}-{target}"
    archive = archives / f"{root}.tar.gz"
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    unpacked = tmp_path / root
    assert run(unpacked / "briefcheck", "--version") == run(program, "--version")
    for name in ["README.md", "LICENSE-MIT", "LICENSE-APACHE", "LICENSE-WORDNET", "man/briefcheck-check.1", "completions/_briefcheck"]:
        assert (unpacked / name).stat().st_size > 500, name
    crates = dict(line.split("\t")[:2] for line in (unpacked / "THIRD-PARTY.txt").read_text().splitlines())
    assert len(crates) > 100 and crates["WordNet 3.0"] == "WordNet"
    assert not [name for name, licence in crates.items() if name.startswith("webpki-roots") or not licence]
    assert run("sha256sum", "--check", f"{archive.name}.sha256", cwd=archives).strip() == f"{archive.name}: OK"


@pytest.fixture
def small(program, tmp_path):
    """A program that does the same and is packed in no time."""
    path = tmp_path / "small"
    path.write_text(f'#!/bin/sh\nexec "{program}" "$@"\n')
    path.chmod(0o755)
    return path


def test_the_same_files_make_the_same_archive(small, version, target, tmp_path):
    name = f"briefcheck-{version}-{target}.tar.gz"
    for folder in ["first", "second"]:
        run(sys.executable, PACKAGING / "archive.py", small, target, tmp_path / folder)
        # What is packed later must not be told by it.
        os.utime(small, (0, 0))
    assert digest(tmp_path / "first" / name) == digest(tmp_path / "second" / name)


def test_windows_gets_a_zip(small, version, tmp_path):
    run(sys.executable, PACKAGING / "archive.py", small, "x86_64-pc-windows-msvc", tmp_path)
    root = f"briefcheck-{version}-x86_64-pc-windows-msvc"
    with zipfile.ZipFile(tmp_path / f"{root}.zip") as packed:
        assert f"{root}/briefcheck.exe" in packed.namelist()


def test_a_manual_page_reads_well(program, tmp_path):
    run(program, "reference", tmp_path)
    pages = sorted(page.name for page in (tmp_path / "man").iterdir())
    assert pages[0] == "briefcheck-add.1" and "briefcheck-reference.1" not in pages
    page = (tmp_path / "man/briefcheck-check.1").read_text()
    assert '.TH BRIEFCHECK-CHECK 1' in page and "fail\\-on" in page


def test_binstall_looks_for_the_archives_that_are_made():
    manifest = tomllib.loads((TOP / "server/briefcheck/Cargo.toml").read_text())
    workspace = tomllib.loads((TOP / "Cargo.toml").read_text())["workspace"]["package"]
    told = manifest["package"]["metadata"]["binstall"]
    for platform in PLATFORMS:
        target = platform["target"]
        is_windows = "windows" in target
        wanted = {**told, **told["overrides"].get(target, {})}
        values = {"repo": workspace["repository"], "version": workspace["version"], "target": target,
                  "bin": "briefcheck", "binary-ext": ".exe" if is_windows else ""}  # fmt: skip
        filled = {
            key: re.sub(r"\{ ([a-z-]+) \}", lambda name: values[name[1]], wanted[key]) for key in ["pkg-url", "bin-dir"]
        }
        root = f"briefcheck-{workspace['version']}-{target}"
        ending = ".zip" if is_windows else ".tar.gz"
        assert filled["pkg-url"].endswith(f"/releases/download/v{workspace['version']}/{root}{ending}")
        assert filled["bin-dir"] == f"{root}/briefcheck{values['binary-ext']}"
        assert wanted["pkg-fmt"] == ("zip" if is_windows else "tgz")


def test_what_is_published_says_what_it_is():
    told = json.loads(run("cargo", "metadata", "--no-deps", "--format-version", "1", cwd=TOP))
    published = [package for package in told["packages"] if package["publish"] is None]
    assert {package["name"] for package in published} == {
        "briefcheck", "briefcheck-desk", "briefcheck-engine", "briefcheck-formats", "tree-sitter-briefing",
    }  # fmt: skip
    for package in published:
        for field in ["description", "license", "repository", "homepage", "readme", "keywords", "categories"]:
            assert package[field], f"{package['name']} has no {field}"
        within = {dependency["name"]: dependency for dependency in package["dependencies"] if dependency.get("path")}
        for name, dependency in within.items():
            assert dependency["req"] != "*", f"{package['name']} takes any version of {name}"


def test_every_crate_can_be_packed(tmp_path):
    # Whether what is packed builds is known from building it here: the siblings are not published yet.
    run("cargo", "package", "--workspace", "--no-verify", "--allow-dirty", "--offline", "--target-dir", tmp_path, cwd=TOP)
    crates = {path.name.rsplit("-", 1)[0]: path for path in (tmp_path / "package").glob("*.crate")}
    published = {"briefcheck", "briefcheck-desk", "briefcheck-engine", "briefcheck-formats", "tree-sitter-briefing"}
    assert crates.keys() >= published
    for name in published:
        with tarfile.open(crates[name]) as packed:
            files = {Path(file).name for file in packed.getnames()}
        assert files >= {"LICENSE-MIT", "LICENSE-APACHE", "README.md"}, name
