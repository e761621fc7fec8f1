#!/usr/bin/env python3
"""Makes what runs in a browser: `web.py FOLDER [PROFILE]`.

FOLDER gets `index.html`, the playground, which needs nothing beside it, and `briefcheck.wasm` and `worker.js`, which the
extension for VS Code takes. The profile is `web` if none is given. Ends with 77, saying why, where no Rust here can compile
to WebAssembly: `rustup target add wasm32-unknown-unknown` and clang are what it wants, or Debian's Rust with its sources.
`web.py --can` only asks that.
"""

import base64
import gzip
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
PAGE = TOP / "server/web/page"
TARGET = "wasm32-unknown-unknown"
MISSING = 77
# What a PDF that is as deep as one may be (formats/src/pdf/nesting.rs) is read with, and as much again.
STACK = 16 << 20


def sysroot(rustc):
    done = subprocess.run([rustc, "--print", "sysroot"], capture_output=True, text=True, check=False)
    return Path(done.stdout.strip()) if done.returncode == 0 else None


def is_new_enough(rustc):
    """Whether a compiler is as new as the workspace wants it."""
    done = subprocess.run([rustc, "--version"], capture_output=True, text=True, check=False)
    version = re.compile(r"(\d+)\.(\d+)")
    found = version.search(done.stdout)
    wanted = version.search((TOP / "Cargo.toml").read_text(encoding="utf-8").partition("rust-version")[2])
    return bool(found and wanted) and [*map(int, found.groups())] >= [*map(int, wanted.groups())]


def newest(name):
    """A program of LLVM, which may have its version in its name."""
    folders = [Path(folder) for folder in os.get_exec_path()]
    versions = {int(path.name.rpartition("-")[2]) for folder in folders for path in folder.glob(f"{name}-[0-9][0-9]")}
    names = [f"{name}-{version}" for version in sorted(versions, reverse=True)]
    return next(filter(None, map(shutil.which, [name, *names])), None)


def toolchain():
    """The Cargo that can do it, its options and its environment; or why there is none."""
    clang, linker = newest("clang"), newest("wasm-ld")
    if clang is None:
        return None, "clang is missing, which compiles the parser"
    env = {
        **os.environ,
        "CC_wasm32_unknown_unknown": clang,
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS": f"-Clink-arg=-zstack-size={STACK}",
    }
    rustc = os.environ.get("RUSTC", "rustc")
    own = sysroot(rustc) if shutil.which(rustc) else None
    if own and (own / "lib/rustlib" / TARGET / "lib").is_dir():
        return ([os.environ.get("CARGO", "cargo")], [], env), None
    # Debian's Rust can build the standard library, which it has the sources of.
    debian = Path("/usr/bin/rustc"), Path("/usr/bin/cargo"), Path("/usr/lib/rustlib/src/rust/library/std")
    if all(path.exists() for path in debian) and linker and is_new_enough(debian[0]):
        env |= {"RUSTC": str(debian[0]), "RUSTC_BOOTSTRAP": "1", "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER": linker}
        return ([str(debian[1])], ["-Zbuild-std=std,panic_abort"], env), None
    return None, f"no Rust here has {TARGET} (rustup target add {TARGET}, or rustc-web, cargo-web, rust-web-src and lld of an up-to-date Debian)"


def usable():
    """The Cargo that can do it; ends with what is missing if there is none."""
    found, why = toolchain()
    if found is None:
        print(why)
        sys.exit(MISSING)
    return found


def module(profile):
    """The module, compiled."""
    cargo, options, env = usable()
    # Another compiler than the workspace's must not make its things anew.
    target = Path(os.environ.get("CARGO_TARGET_DIR", TOP / "target")) / "web"
    env["CARGO_TARGET_DIR"] = str(target)
    command = [*cargo, "rustc", "--locked", "--quiet", "--package", "briefcheck-web", "--lib", "--crate-type", "cdylib"]
    if profile == "dev":
        # It is tried once: what is optimised would take longer to compile than it saves.
        command += ["--config", 'profile.dev.package."*".opt-level=0']
    subprocess.run([*command, "--profile", profile, "--target", TARGET, *options], cwd=TOP, env=env, check=True)
    return target / TARGET / {"dev": "debug"}.get(profile, profile) / "briefcheck_web.wasm"


def playground(wasm):
    """The page with all that it needs in it."""
    packed = base64.b64encode(gzip.compress(wasm, mtime=0)).decode("ascii")
    parts = {path.name: path.read_text(encoding="utf-8") for path in PAGE.iterdir()}
    page = parts.pop("index.html")
    return re.sub(r"/\*\{(.+?)\}\*/", lambda name: packed if name[1].endswith(".wasm") else parts[name[1]], page)


def main(folder, profile="web"):
    wasm = module(profile).read_bytes()
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "briefcheck.wasm").write_bytes(wasm)
    shutil.copy(PAGE / "worker.js", folder / "worker.js")
    (folder / "index.html").write_text(playground(wasm), encoding="utf-8")
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        print(f"{path.name}: {len(data) / 1e6:.2f} MB, {len(gzip.compress(data)) / 1e6:.2f} MB as it is sent")


if __name__ == "__main__":
    if sys.argv[1:] == ["--can"]:
        usable()
    else:
        main(*sys.argv[1:])
