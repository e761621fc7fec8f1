"""The book: what it shows is so.

A page is a story in a folder of its own. `<!-- file: NAME -->` before a block puts the block into that file; a `console` block is
run, and says what is shown, where `…` stands for anything. In the other blocks, commands are ones that there are.
"""

import html.parser
import os
import re
import shlex
import subprocess

import pytest
from conftest import TOP, run

BOOK = TOP / "server/book"
PAGES = sorted((BOOK / "src").rglob("*.md"))
BLOCK = re.compile(r"(?:<!-- file: (?P<file>\S+) -->\n)?^(?P<fence>`{3,})(?P<language>[a-z]*)\n(?P<text>.*?)^(?P=fence)$", re.DOTALL | re.MULTILINE)


def blocks(page):
    return [found.groupdict() for found in BLOCK.finditer(page.read_text())]


def parts(text):
    """The commands of a `console` block, each with what it is shown to say."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def is_shown(shown, said):
    pattern = "".join(".*" if piece == "…" else re.escape(piece) for piece in re.split("((?<![“\\w])…(?=\n|$))", shown))
    return re.fullmatch(pattern, said, re.DOTALL) is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_says_what_is_so(page, program, tmp_path):
    env = {**os.environ, "PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/briefcheck").symlink_to(program)
    story = tmp_path / "story"
    story.mkdir()
    status = 0
    for block in blocks(page):
        if block["file"]:
            path = story / block["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block["text"])
        for command, shown in parts(block["text"]) if block["language"] == "console" else []:
            if command == "echo $?":
                assert shown == f"{status}\n", f"{page.name}: {command}"
                continue
            # Messages and findings come as on a terminal, in their order.
            done = subprocess.run(["bash", "-c", command], cwd=story, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            status = done.returncode
            assert is_shown(shown, done.stdout), f"{page.name}: $ {command}\n{done.stdout}\nis not\n{shown}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_are_ones_that_there_are(page, program):
    text = page.read_text()
    said = [line for block in blocks(page) if block["language"] == "sh" for line in block["text"].splitlines()]
    said += re.findall(r"`((?:uvx |npx )?briefcheck [^`]+)`", text)
    for line in said:
        words = shlex.split(line, comments=True)
        if "briefcheck" not in words[:3]:
            continue
        words = words[words.index("briefcheck") + 1 :]
        command = next((word for word in words if re.fullmatch("[a-z]+", word)), None)
        if command is None:
            continue
        known = run(program, command, "--help")
        for option in (word.split("=")[0] for word in words if word.startswith("--") and word != "--"):
            assert f"{option} " in known or f"{option}\n" in known, f"{page.name}: `{line}`: there is no {option}"


def test_the_python_of_the_book_runs(fresh, tmp_path):
    [script] = [block["text"] for block in blocks(BOOK / "src/how-to/pipelines.md") if block["language"] == "python"]
    assert run(fresh / "python", "-c", script, cwd=tmp_path) == "7 figure-mismatch 836\n"


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.names = [], set()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.names.add(attrs.get("id"))
        link = attrs.get({"a": "href", "img": "src"}.get(tag, ""), None)
        if link and not re.match(r"[a-z]+:", link):
            self.links.append(link)


def test_the_book_is_made_and_its_links_lead_somewhere(program, tools, tmp_path):
    env = {**os.environ, "PATH": f"{tools / 'python/bin'}:{os.environ['PATH']}"}
    said = run(BOOK / "build", program, tmp_path / "site", env=env)
    assert "WARN" not in said and "ERROR" not in said, said
    pages = {}
    for path in (tmp_path / "site").rglob("*.html"):
        pages[path] = Links()
        pages[path].feed(path.read_text())
    rules = run(program, "explain").splitlines()
    assert {f"{line.split()[0]}.html" for line in rules} == {path.name for path in pages if path.parent.name == "rules"}
    for path, page in pages.items():
        if path.name in ("print.html", "404.html", "toc.html"):
            # They hold what the others hold.
            continue
        for link in page.links:
            file, _, name = link.partition("#")
            target = (path.parent / file).resolve() if file else path
            target = target / "index.html" if target.is_dir() else target
            assert target.exists(), f"{path.name}: {link}"
            if name and target in pages:
                assert name in pages[target].names, f"{path.name}: {link}"
