#!/usr/bin/env python3
"""Makes the archive of a release: `archive.py BINARY TARGET FOLDER`, for a `TARGET` of platforms.json.

`briefcheck-VERSION-TARGET.tar.gz` (`.zip` for Windows) comes into FOLDER, with the program, its manual, its completions, the
licences, and beside it `….sha256`, a line that `sha256sum --check` reads. The same files give the same bytes.
"""

import gzip
import hashlib
import io
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
TEXTS = {name: name for name in ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"]}
# The program holds data of WordNet, whose licence goes with every copy.
TEXTS["LICENSE-WORDNET"] = "server/engine/lexicon/wordnet/LICENSE"
# ZIP knows no earlier time.
EPOCH = int(os.environ.get("SOURCE_DATE_EPOCH", "315532800"))


def version():
    """The version of the workspace, which everything that is published has."""
    manifest = (TOP / "Cargo.toml").read_text(encoding="utf-8")
    return re.search(r'^version = "(.+)"$', manifest, re.MULTILINE).group(1)


def contents(binary, is_windows):
    """What is in the archive: names, bytes, and whether they run."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([binary, "reference", folder], check=True)
        made = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for name in ("man", "completions")
            for path in Path(folder, name).iterdir()
        }
    texts = {name: (TOP / path).read_bytes() for name, path in TEXTS.items()}
    crates = subprocess.run([sys.executable, TOP / ".ci/licences"], cwd=TOP, capture_output=True, check=True).stdout
    program = "briefcheck.exe" if is_windows else "briefcheck"
    files = {program: Path(binary).read_bytes(), "THIRD-PARTY.txt": crates.replace(b"\r\n", b"\n"), **made, **texts}
    return [(name, files[name], name == program) for name in sorted(files)]


def tar_gz(root, files):
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", filename="", mtime=EPOCH) as zipped:
        with tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as archive:
            for name, data, runs in files:
                entry = tarfile.TarInfo(f"{root}/{name}")
                entry.size, entry.mtime, entry.mode = len(data), EPOCH, 0o755 if runs else 0o644
                archive.addfile(entry, io.BytesIO(data))
    return packed.getvalue()


def zip_file(root, files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data, _ in files:
            entry = zipfile.ZipInfo(f"{root}/{name}", time.gmtime(EPOCH)[:6])
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def main(binary, target, folder):
    is_windows = "windows" in target
    root = f"briefcheck-{version()}-{target}"
    files = contents(binary, is_windows)
    name = root + (".zip" if is_windows else ".tar.gz")
    data = zip_file(root, files) if is_windows else tar_gz(root, files)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    (folder / f"{name}.sha256").write_text(f"{digest}  {name}\n", encoding="ascii", newline="\n")
    print(folder / name)


if __name__ == "__main__":
    main(*sys.argv[1:])
