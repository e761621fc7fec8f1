"""The action's steps, run as GitHub would, against a server that plays the releases."""

import os
import re
import shutil
import subprocess

import pytest
import yaml
from conftest import TOP, run

ACTION = yaml.safe_load((TOP / "action.yml").read_text())


class Runner:
    """What GitHub gives to the steps of a job."""

    def __init__(self, folder, release, work):
        self.folder, self.release, self.work = folder, release, work
        self.summary, self.output, self.path = work / "summary", work / "output", work / "path"

    def act(self, status=0, summary=True, **inputs):
        """Runs the steps up to the first that fails: what they say."""
        for file in (self.summary, self.output, self.path):
            file.write_text("")
        given = {name: str(told.get("default", "")) for name, told in ACTION["inputs"].items()}
        given |= {"releases": self.release.address, **{name.replace("_", "-"): text for name, text in inputs.items()}}
        assert given.keys() == ACTION["inputs"].keys()
        said = ""
        for step in ACTION["runs"]["steps"]:
            if "uses" in step:
                assert step["uses"].startswith("actions/cache@")
                continue
            assert step["shell"] == "bash"
            # What it is given must not be read as a part of the script.
            assert "${{" not in step["run"]
            env = {name: self.value(text, given) for name, text in step["env"].items()}
            paths = [*self.path.read_text().split(), "/usr/bin", "/bin"]
            env |= {"PATH": ":".join(paths), "HOME": str(self.work), "GITHUB_OUTPUT": str(self.output)}
            env |= {"GITHUB_PATH": str(self.path), "RUNNER_TOOL_CACHE": str(self.work / "tools"), "RUNNER_OS": "Linux"}
            env |= {"RUNNER_ARCH": "ARM64" if os.uname().machine == "aarch64" else "X64"}
            if summary:
                env["GITHUB_STEP_SUMMARY"] = str(self.summary)
            command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
            done = subprocess.run(command, env=env, cwd=self.folder, capture_output=True, text=True)
            said += done.stdout + done.stderr
            if done.returncode:
                break
        assert done.returncode == status, said
        return said

    def value(self, text, given):
        values = {"github.action_path": str(TOP), "github.action_repository": "briefcheck/briefcheck", "github.token": "t"}
        fill = lambda name: given[name[1][7:]] if name[1].startswith("inputs.") else values[name[1]]
        return re.sub(r"\$\{\{ ([a-z_.-]+) \}\}", fill, text)


@pytest.fixture
def runner(repository, release, tmp_path):
    return Runner(repository, release, tmp_path)


def test_it_annotates_and_sums_up(runner, version):
    said = runner.act(status=1)
    assert "::error title=briefcheck%3A quote-altered,file=faulty.brief.md,line=1,endLine=1,col=4" in said
    summary = runner.summary.read_text()
    assert "### briefcheck" in summary and "Found 1 error in 1 of 2 briefings" in summary
    assert "| error <code>quote-altered</code> | <code>faulty.brief.md:1</code> |" in summary
    assert f"version={version}" in runner.output.read_text()
    assert "No findings in 1 briefing" in runner.act(paths="clean.brief")
    assert "::error " in runner.act(fail_on="never")
    assert "there is no file" in runner.act(status=2, paths="nowhere; touch pwned")
    assert not (runner.folder / "pwned").exists()


def test_the_program_is_fetched_once(runner):
    runner.act(status=1)
    asked = len(runner.release.asked)
    assert asked == 2, runner.release.asked
    runner.act(status=1)
    assert len(runner.release.asked) == asked


def test_what_is_not_what_its_checksum_says_is_not_run(runner):
    [archive] = runner.release.folder.glob("*.tar.gz")
    archive.write_bytes(archive.read_bytes()[:-1] + b"x")
    said = runner.act(status=2)
    assert "is not what its checksum says" in said
    assert not list((runner.work / "tools").rglob("briefcheck*/complete"))


def test_a_release_that_is_not_there_is_told(runner):
    assert "/v9.9.9/" in runner.act(status=2, version="9.9.9")


def test_it_writes_sarif_and_takes_a_baseline(runner, program):
    runner.act(status=1, sarif="found.sarif", summary=False)
    assert '"ruleId": "quote-altered"' in re.sub(r'":\s*"', '": "', (runner.folder / "found.sarif").read_text())
    run(program, "baseline", cwd=runner.folder)
    assert "Left out 1 of the baseline" in runner.act(baseline="briefcheck.baseline")


def test_ten_findings_are_in_the_summary(runner):
    shutil.copy(runner.folder / "faulty.brief.md", runner.folder / "more.brief.md")
    (runner.folder / "more.brief.md").write_text('It "was built to carry trains" [@quay].\n\n' * 12)
    runner.act(status=1)
    summary = runner.summary.read_text()
    assert summary.count("<code>quote-altered</code>") == 10 and "3 more are in the log." in summary
