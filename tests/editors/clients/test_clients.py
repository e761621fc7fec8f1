"""What several editors' clients, by what they say that they can do, get from the server: run by pytest-lsp on the program
that BRIEFCHECK names, else on the debug build."""

import asyncio
import os
from pathlib import Path

import pytest
import pytest_asyncio
from lsprotocol import types
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

PROGRAM = os.environ.get("BRIEFCHECK") or Path(__file__).parents[3] / "target/debug/briefcheck"

# How long the server may take on a busy machine, in seconds.
PATIENCE = 60

CLIENTS = [
    "visual_studio_code",
    "neovim@v0.6.1",
    "neovim@v0.10.0",
    "neovim@v0.11.0",
    "emacs",
]

# What stands before the quotation counts differently in each encoding of positions.
BRIEFING = """\
---
sources:
  port: sources/harbour.txt
---

Ünder 𝔴 Dahlgren “the quay was ever built to carry trains” [@port].
It handled 4.2 million tonnes [@port].
"""

SOURCE = """\
The harbour handled 4.2 million tonnes of cargo in the year.

According to Mira Dahlgren, the harbour master, the quay was never built to carry trains.
"""

ENCODINGS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


# What the server asks of a client beside what pytest-lsp answers by itself.
ASKED = [
    types.CLIENT_REGISTER_CAPABILITY,
    types.WORKSPACE_CODE_LENS_REFRESH,
    types.WORKSPACE_INLAY_HINT_REFRESH,
    types.WORKSPACE_SEMANTIC_TOKENS_REFRESH,
]


class Document:
    """A text whose positions are counted as client and server have agreed."""

    def __init__(self, path: Path, encoding: str):
        self.uri = path.as_uri()
        self.text = path.read_text("utf-8")
        self.encoding, self.unit = ENCODINGS[encoding]

    def position(self, words: str) -> types.Position:
        """Where some words begin."""
        before = self.text[: self.text.index(words)]
        line = before.count("\n")
        start = before.rfind("\n") + 1
        return types.Position(line, len(before[start:].encode(self.encoding)) // self.unit)

    def offset(self, position: types.Position) -> int:
        lines = self.text.splitlines(keepends=True)
        start = sum(map(len, lines[: position.line]))
        if position.line == len(lines):
            assert position.character == 0
            return start
        line = lines[position.line].encode(self.encoding)
        assert position.character * self.unit <= len(line), "a column beyond the line's end"
        return start + len(line[: position.character * self.unit].decode(self.encoding))

    def words(self, range: types.Range) -> str:
        """What stands in a range."""
        return self.text[self.offset(range.start) : self.offset(range.end)]

    def applied(self, edits: list[types.TextEdit]) -> str:
        """The text after some edits."""
        text = self.text
        for edit in sorted(edits, key=lambda edit: self.offset(edit.range.start), reverse=True):
            text = text[: self.offset(edit.range.start)] + edit.new_text + text[self.offset(edit.range.end) :]
        return text

    @property
    def whole(self) -> types.Range:
        return types.Range(types.Position(0, 0), types.Position(self.text.count("\n"), 0))


class Session:
    """A client with a workspace, of which the briefing is open."""

    def __init__(self, name: str, client: LanguageClient, server: types.InitializeResult, folder: Path):
        self.client = client
        self.can = client_capabilities(name)
        self.server = server.capabilities
        encoding = self.server.position_encoding or "utf-16"
        offered = self.can.general and self.can.general.position_encodings or ["utf-16"]
        assert encoding in offered
        self.briefing = Document(folder / "memo.brief", encoding)
        self.source = Document(folder / "sources/harbour.txt", encoding)
        self.folder = folder

    @property
    def document(self) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.briefing.uri)

    def open(self, document: Document, language: str):
        item = types.TextDocumentItem(document.uri, language, 1, document.text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    async def diagnostics(self, wanted: int) -> list[types.Diagnostic]:
        """What is wrong in the briefing, once that is so much: asked for or told, as the client has it."""
        pulls = bool(self.can.text_document.diagnostic)
        assert bool(self.server.diagnostic_provider) == pulls, "pulled or pushed, never both"
        async with asyncio.timeout(PATIENCE):
            while True:
                if pulls:
                    params = types.DocumentDiagnosticParams(self.document)
                    found = (await self.client.text_document_diagnostic_async(params)).items
                else:
                    found = self.client.diagnostics.get(self.briefing.uri, [])
                if len(found) == wanted:
                    return found
                await asyncio.sleep(0.02)

    def edits(self, edit: types.WorkspaceEdit) -> list[types.TextEdit]:
        """The edits of the briefing, in the form that the client knows."""
        workspace_edit = self.can.workspace and self.can.workspace.workspace_edit
        if workspace_edit and workspace_edit.document_changes:
            assert edit.changes is None
            [change] = edit.document_changes
            assert change.text_document.uri == self.briefing.uri
            return change.edits
        assert edit.document_changes is None
        assert list(edit.changes) == [self.briefing.uri]
        return edit.changes[self.briefing.uri]


@pytest_asyncio.fixture(params=CLIENTS)
async def session(request, tmp_path):
    folder = tmp_path.resolve()
    (folder / "sources").mkdir()
    (folder / "briefcheck.toml").touch()
    (folder / "sources/harbour.txt").write_text(SOURCE, "utf-8")
    (folder / "memo.brief").write_text(BRIEFING, "utf-8")
    client = make_test_lsp_client()
    for method in ASKED:
        client.feature(method)(lambda *_: None)
    await client.start_io(str(PROGRAM), "lsp")
    process = client._server
    params = types.InitializeParams(
        capabilities=client_capabilities(request.param),
        root_uri=folder.as_uri(),
        workspace_folders=[types.WorkspaceFolder(folder.as_uri(), "memos")],
    )
    server = await asyncio.wait_for(client.initialize_session(params), PATIENCE)
    session = Session(request.param, client, server, folder)
    session.open(session.briefing, "briefing")
    yield session
    await asyncio.wait_for(client.shutdown_session(), PATIENCE)
    assert process.returncode == 0
    assert client.error is None
    assert client.messages == []
    await client.stop()


def answer(request):
    return asyncio.wait_for(request, PATIENCE)


@pytest.mark.asyncio
async def test_diagnostics(session):
    [found] = await session.diagnostics(1)
    assert found.code == "quote-altered"
    assert session.briefing.words(found.range) in BRIEFING.splitlines()[5]


@pytest.mark.asyncio
async def test_an_action_mends_the_quotation(session):
    [found] = await session.diagnostics(1)
    context = types.CodeActionContext(diagnostics=[found], only=[types.CodeActionKind.QuickFix])
    params = types.CodeActionParams(session.document, found.range, context)
    actions = await answer(session.client.text_document_code_action_async(params))
    [action] = [action for action in actions if action.title.startswith("Take the source's words")]
    if action.edit is None:
        assert "edit" in session.can.text_document.code_action.resolve_support.properties
        action = await answer(session.client.code_action_resolve_async(action))
    text = session.briefing.applied(session.edits(action.edit))
    assert text == BRIEFING.replace("was ever", "was never")
    change = types.TextDocumentContentChangeWholeDocument(text=text)
    version = types.VersionedTextDocumentIdentifier(uri=session.briefing.uri, version=2)
    session.client.text_document_did_change(types.DidChangeTextDocumentParams(version, [change]))
    await session.diagnostics(0)


@pytest.mark.asyncio
async def test_hover(session):
    params = types.HoverParams(session.document, session.briefing.position("4.2 million"))
    hover = await answer(session.client.text_document_hover_async(params))
    assert "of cargo in the year" in hover.contents.value
    assert hover.contents.kind in session.can.text_document.hover.content_format
    assert "4.2" in session.briefing.words(hover.range)


@pytest.mark.asyncio
async def test_definition(session):
    params = types.DefinitionParams(session.document, session.briefing.position("built to carry"))
    found = await answer(session.client.text_document_definition_async(params))
    place = found[0] if isinstance(found, list) else found
    if session.can.text_document.definition.link_support:
        uri, range = place.target_uri, place.target_selection_range
    else:
        uri, range = place.uri, place.range
    assert uri == session.source.uri
    assert "built to carry trains" in session.source.words(range)


@pytest.mark.asyncio
async def test_references_from_the_source(session):
    session.open(session.source, "plaintext")
    params = types.ReferenceParams(
        types.ReferenceContext(include_declaration=False),
        types.TextDocumentIdentifier(session.source.uri),
        session.source.position("handled"),
    )
    [found] = await answer(session.client.text_document_references_async(params))
    assert found.uri == session.briefing.uri
    assert "4.2 million" in session.briefing.words(found.range)


@pytest.mark.asyncio
async def test_completion_of_a_key(session):
    at = session.briefing.position("port].\nIt")
    params = types.CompletionParams(session.document, at)
    found = await answer(session.client.text_document_completion_async(params))
    items = found if isinstance(found, list) else found.items
    assert "port" in [item.label for item in items]


@pytest.mark.asyncio
async def test_rename_of_a_key(session):
    params = types.RenameParams(session.document, session.briefing.position("port].\nIt"), "quay")
    edit = await answer(session.client.text_document_rename_async(params))
    text = session.briefing.applied(session.edits(edit))
    assert text == BRIEFING.replace("@port", "@quay").replace("port:", "quay:")


@pytest.mark.asyncio
async def test_semantic_tokens(session):
    provider = session.server.semantic_tokens_provider
    params = types.SemanticTokensParams(session.document)
    data = (await answer(session.client.text_document_semantic_tokens_full_async(params))).data
    assert len(data) % 5 == 0
    line = column = 0
    seen = []
    for lines, columns, length, kind, _ in zip(*[iter(data)] * 5):
        line, column = line + lines, columns + (0 if lines else column)
        range = types.Range(types.Position(line, column), types.Position(line, column + length))
        seen.append(session.briefing.words(range))
        assert kind < len(provider.legend.token_types)
    assert any("@port" in words or words == "port" for words in seen), seen
    assert "4.2 million tonnes" in " ".join(seen)


@pytest.mark.asyncio
async def test_a_report_is_written(session):
    output = session.folder / "report.html"
    arguments = [{"uri": session.briefing.uri, "output": output.as_uri()}]
    params = types.ExecuteCommandParams("briefcheck.report", arguments)
    said = await answer(session.client.workspace_execute_command_async(params))
    uri = said["uri"] if isinstance(said, dict) else said.uri
    assert uri == output.as_uri()
    assert "Dahlgren" in output.read_text("utf-8")
