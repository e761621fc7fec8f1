"""Briefings and other texts, held against the sources that they cite: the program `briefcheck`, as two functions."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Literal, TypedDict, Union

__all__ = [
    "Answer", "Check", "CheckReport", "Counts", "Evidence", "Failure", "Finding", "Fix", "Place", "Range", "Record",
    "Runner", "Source", "Summary", "check", "program", "verify",
]  # fmt: skip

Severity = Literal["error", "warning", "info", "hint"]
Verdict = Literal["supported", "undecided", "unsupported"]
PathLike = Union[str, "os.PathLike[str]"]


class Source(TypedDict, total=False):
    """A source of a record: its key, and its text or a path below `root`."""

    key: str
    text: str
    path: str
    title: str
    author: str
    publisher: str
    date: str


class _Record(TypedDict):
    text: str


class Record(_Record, total=False):
    """A text to verify, and what it is held against."""

    id: Any
    sources: list[Source]


class Runner(TypedDict):
    """A passage that comes after the best one."""

    source: str
    source_start: int
    source_end: int
    score: float


class Check(TypedDict):
    """What an item or a claim came to. Offsets count Unicode scalar values, as Python's do."""

    kind: Literal["quote", "figure", "name", "claim"]
    text: str
    start: int
    end: int
    outcome: str
    verdict: str
    rule: str | None
    severity: Severity | None
    source: str | None
    source_start: int | None
    source_end: int | None
    source_text: str | None
    score: float | None
    also: list[Runner]
    how: str


class Counts(TypedDict):
    """How many items and claims came to what."""

    verified: int
    unconfirmed: int
    unverifiable: int
    unasked: int
    checked: int
    allowed: int
    at_fault: int


class _Answer(TypedDict):
    id: Any


class Answer(_Answer, total=False):
    """The answer to a record; only `id` and `error` if it could not be read."""

    verdict: Verdict
    counts: Counts
    checks: list[Check]
    problems: list[Any]
    error: str


class Place(TypedDict):
    """A place in a file: line and column count from 1, the offset counts bytes from 0."""

    line: int
    column: int
    offset: int


class Range(TypedDict):
    """From a place up to another one."""

    start: Place
    end: Place


class Evidence(TypedDict, total=False):
    """A passage of a source."""

    source: str
    file: str
    range: Range
    text: str
    score: float


class Fix(TypedDict, total=False):
    """What would mend a finding."""

    title: str
    edits: list[Any]


class Finding(TypedDict):
    """What a rule says of a place in a briefing."""

    rule: str
    severity: Severity
    file: str
    range: Range
    text: str
    message: str
    evidence: list[Evidence]
    fixes: list[Fix]


class Summary(TypedDict):
    """The numbers of a run."""

    files: int
    claims: int
    checks: dict[str, int]
    verified: int
    unconfirmed: int
    unverifiable: int
    unasked: int
    checked: int
    allowed: int
    at_fault: int
    sources: int
    errors: int
    warnings: int
    infos: int
    hints: int


class CheckReport(TypedDict):
    """What a run of `briefcheck check` found."""

    version: int
    summary: Summary
    findings: list[Finding]


class Failure(Exception):
    """The program could not use the command, the configuration or the input."""


def program() -> Path:
    """The program: the one that came with this module, else the one on the path."""
    name = "briefcheck" + (sysconfig.get_config_var("EXE") or "")
    folders = [sysconfig.get_path("scripts"), sysconfig.get_path("scripts", _user_scheme())]
    # With `pip install --target`, it stands beside the module's folder.
    folders.append(str(Path(__file__).resolve().parents[1] / "bin"))
    for folder in folders:
        path = Path(folder, name)
        if path.is_file():
            return path
    found = shutil.which("briefcheck")
    if found is None:
        raise FileNotFoundError("the program briefcheck is neither with this module nor on the path")
    return Path(found)


def _user_scheme() -> str:
    if sys.version_info >= (3, 10):
        return sysconfig.get_preferred_scheme("user")
    return "nt_user" if os.name == "nt" else "posix_user"


def verify(
    records: Iterable[Record],
    *,
    root: PathLike | None = None,
    config: PathLike | None = None,
    rules: Mapping[str, str] | None = None,
    jobs: int | None = None,
) -> Iterator[Answer]:
    """Answers records in their order, while they are read: neither the records nor the answers are held in memory.

    `root` is the folder below which the paths of sources are read (the current one if it is not given), `config` a
    `briefcheck.toml`, `rules` sets rules to severities, `jobs` is the number of threads.
    """
    # A path is the caller's, wherever the sources lie.
    config = None if config is None else os.path.abspath(config)
    command = [str(program()), "verify", *_options(config, rules, jobs)]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, cwd=root)
        assert process.stdin is not None and process.stdout is not None
        failures: list[BaseException] = []
        feeder = threading.Thread(target=_feed, args=(records, process.stdin, failures), daemon=True)
        feeder.start()
        try:
            for line in process.stdout:
                yield json.loads(line)
            if process.wait() == 2:
                log.seek(0)
                raise Failure(log.read().decode("utf-8", "replace").strip())
            feeder.join()
            if failures:
                raise failures[0]
        finally:
            # Whoever asked may want no more answers. The feeder sees that nobody reads, unless its records keep it waiting.
            process.kill()
            process.wait()
            process.stdout.close()
            feeder.join(timeout=1)


def _feed(records: Iterable[Record], pipe: IO[bytes], failures: list[BaseException]) -> None:
    """Writes the records to the program; what goes wrong is raised where the answers are read."""
    try:
        with pipe:
            for record in records:
                pipe.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
    except BrokenPipeError:
        # The program says itself why it ended.
        pass
    except BaseException as failure:
        failures.append(failure)


def check(
    paths: PathLike | Iterable[PathLike] = (),
    *,
    folder: PathLike | None = None,
    config: PathLike | None = None,
    baseline: PathLike | None = None,
    rules: Mapping[str, str] | None = None,
    jobs: int | None = None,
) -> CheckReport:
    """Checks briefings, the whole workspace if none is named; paths are relative to `folder`, else to the current one.

    Raises `Failure` if a path, the configuration or a briefing could not be used.
    """
    named = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    command = [str(program()), "check", "--format", "json", "--quiet", "--fail-on", "never"]
    command += _options(config, rules, jobs)
    if baseline is not None:
        command += ["--baseline", os.fspath(baseline)]
    command += ["--", *(os.fspath(path) for path in named)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, cwd=folder)
    if done.returncode != 0:
        raise Failure(done.stderr.decode("utf-8", "replace").strip())
    report: CheckReport = json.loads(done.stdout)
    return report


def _options(config: PathLike | None, rules: Mapping[str, str] | None, jobs: int | None) -> list[str]:
    options = [] if config is None else ["--config", os.fspath(config)]
    options += [f"--rule={name}={severity}" for name, severity in (rules or {}).items()]
    return options if jobs is None else [*options, "--jobs", str(jobs)]
