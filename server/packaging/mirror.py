#!/usr/bin/env python3
"""Writes a folder that stands alone as a repository: `mirror.py KIND FOLDER`.

`neovim`: the plugin with its queries and the parser's sources, which a plugin manager clones.
`pre-commit`: hooks that install the wheel of their own version.
`gitlab`: the component, as GitLab's catalogue wants it.
What is in the folder stays there, but for the files that are written.
"""

import re
import shutil
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
HOOKS = """\
- id: briefcheck
  name: briefcheck
  description: Hold the changed briefings against the sources that they cite.
  entry: briefcheck check --force-exclude
  language: python
  files: \\.brief(\\.md)?$
- id: briefcheck-workspace
  name: briefcheck (the whole workspace)
  description: Hold all briefings against the sources that they cite; a changed source may be what a briefing rests on.
  entry: briefcheck check
  language: python
  pass_filenames: false
"""
# pre-commit installs the repository of its hooks: this one is nothing but what it needs.
PROJECT = """\
[build-system]
requires = ["setuptools>=61"]
build-backend = "setuptools.build_meta"

[project]
name = "briefcheck-pre-commit"
version = "{version}"
requires-python = ">=3.9"
dependencies = ["briefcheck=={version}"]

[tool.setuptools]
py-modules = []
"""


def version():
    return re.search(r'^version = "(.+)"$', (TOP / "Cargo.toml").read_text(encoding="utf-8"), re.MULTILINE).group(1)


def copy(source, target):
    """Copies a file or a folder; what links lead to is copied itself."""
    if source.is_dir():
        shutil.copytree(source, target, symlinks=False, dirs_exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


def neovim(folder):
    copy(TOP / "editors/neovim", folder)
    for name in ["parser.c", "scanner.c", "scanner", "tree_sitter"]:
        copy(TOP / "grammar/src" / name, folder / "grammar/src" / name)


def pre_commit(folder):
    (folder / ".pre-commit-hooks.yaml").write_text(HOOKS, encoding="utf-8")
    (folder / "pyproject.toml").write_text(PROJECT.format(version=version()), encoding="utf-8")


def gitlab(folder):
    copy(TOP / "server/packaging/gitlab", folder)


KINDS = {"neovim": neovim, "pre-commit": pre_commit, "gitlab": gitlab}


def main(kind, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    KINDS[kind](folder)
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"]:
        copy(TOP / licence, folder / licence)


if __name__ == "__main__":
    main(*sys.argv[1:])
