"""The wheel, as somebody gets it who has Python and no Rust."""

import json
import zipfile
from pathlib import Path

from conftest import PACKAGING, TOP, run

SCRIPT = """
import briefcheck, json, sys

records = [
    {"id": 1, "text": "It carries 836 notes.", "sources": [{"key": "s", "text": "It carried 863 notes."}]},
    {"id": 2, "text": "It carried 863 notes.", "sources": [{"key": "s", "text": "It carried 863 notes."}]},
    {"id": 3, "text": 7},
]
answers = list(briefcheck.verify(iter(records), rules={"claim-unconfirmed": "off"}, jobs=1))
report = briefcheck.check([sys.argv[1]], folder=sys.argv[1])
failures = []
for call in [
    lambda: briefcheck.check(["nowhere.brief"]),
    lambda: list(briefcheck.verify(records, config="nowhere.toml")),
    lambda: list(briefcheck.verify(1 / 0 for _ in range(3))),
]:
    try:
        call()
    except Exception as failure:
        failures.append([type(failure).__name__, str(failure)])
first = next(briefcheck.verify(records[0] for _ in range(10**9)))
print(json.dumps([answers, report, failures, first, str(briefcheck.program())]))
"""


def test_the_program_runs_from_the_wheel(fresh, program):
    assert run(fresh / "briefcheck", "--version") == run(program, "--version")
    assert run(fresh / "python", "-m", "briefcheck", "--version") == run(program, "--version")
    said = run(fresh / "briefcheck", "check", "--format", "concise", TOP / "tests/memos", status=1)
    assert "error[quote-altered]" in said


def test_the_module_verifies_and_checks(fresh, repository):
    # Nothing else is on the path: the program is the wheel's.
    said = run(fresh / "python", "-c", SCRIPT, repository, env={"PATH": "/usr/bin:/bin"}, cwd=repository.parent)
    answers, report, failures, first, where = json.loads(said)
    assert [answer["id"] for answer in answers] == [1, 2, 3]
    assert [answer.get("verdict") for answer in answers] == ["unsupported", "supported", None]
    assert answers[0]["checks"][0]["outcome"] == "figure-mismatch" and "error" in answers[2]
    assert [finding["rule"] for finding in report["findings"]] == ["quote-altered"]
    assert report["summary"]["errors"] == 1
    assert [name for name, _ in failures] == ["Failure", "Failure", "ZeroDivisionError"], failures
    assert "nowhere.brief" in failures[0][1] and "nowhere.toml" in failures[1][1]
    assert first["id"] == 1, "the first answer comes before the last record"
    assert Path(where).parent == fresh


def test_its_types_are_those_of_the_answers(fresh, tools, tmp_path):
    (tmp_path / "use.py").write_text(
        "import briefcheck\n"
        "records: list[briefcheck.Record] = [{'text': 'x', 'sources': [{'key': 'a', 'text': 'b'}]}]\n"
        "words: list[str] = [check['outcome'] for answer in briefcheck.verify(records) for check in answer['checks']]\n"
        "errors: int = briefcheck.check('memos')['summary']['errors']\n"
    )
    options = ["--strict", "--no-incremental", "--python-executable", fresh / "python"]
    run(tools / "python/bin/mypy", *options, tmp_path / "use.py", cwd=tmp_path)
    run(tools / "python/bin/mypy", *options, "--package", "briefcheck", cwd=PACKAGING / "python")


def test_answers_have_the_fields_that_are_typed(fresh, repository):
    script = (
        "import briefcheck, json\n"
        "record = {'text': 'It carries 836 notes.', 'sources': [{'key': 's', 'text': 'It carried 863 notes. It is.'}]}\n"
        "[answer] = briefcheck.verify([record])\n"
        "report = briefcheck.check()\n"
        "typed = lambda kind: sorted(kind.__annotations__)\n"
        "assert sorted(answer['checks'][0]) == typed(briefcheck.Check), sorted(answer['checks'][0])\n"
        "assert sorted(answer['counts']) == typed(briefcheck.Counts)\n"
        "assert sorted(report) == typed(briefcheck.CheckReport)\n"
        "assert sorted(report['summary']) == typed(briefcheck.Summary), sorted(report['summary'])\n"
        "assert sorted(report['findings'][0]) == typed(briefcheck.Finding)\n"
    )
    run(fresh / "python", "-c", script, cwd=repository)


def test_the_version_is_the_workspaces(wheel, version):
    assert wheel.name.startswith(f"briefcheck-{version}-py3-none-"), wheel.name


def test_licences_go_with_the_wheel(wheel):
    with zipfile.ZipFile(wheel) as files:
        licences = {Path(name).name for name in files.namelist() if "/licenses/" in name}
    assert licences == {"LICENSE-APACHE", "LICENSE-MIT", "LICENSE-WORDNET"}
