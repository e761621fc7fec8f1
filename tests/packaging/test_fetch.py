"""`briefcheck add URL` trusts what the system trusts, and nothing else: the program brings no certificates."""

import http.server
import os
import ssl
import subprocess
import threading

import pytest
import trustme
from conftest import Served, run

PAGE = "The quay was never built to carry trains.\n"


@pytest.fixture
def site(tmp_path):
    """A page over HTTPS on this machine: its address, and the file of the authority that vouches for it."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/quay.txt").write_text(PAGE)

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args):
            super().__init__(*args, directory=str(tmp_path / "site"))

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://127.0.0.1:{server.server_port}/quay.txt", tmp_path / "authority.pem"
    server.shutdown()
    server.server_close()


def add(program, repository, url, authority):
    env = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    env |= {"SSL_CERT_FILE": str(authority), "SSL_CERT_DIR": ""}
    return subprocess.run([program, "add", url, "--key", "fetched"], cwd=repository, env=env, capture_output=True, text=True)


def test_a_page_that_the_system_trusts_is_fetched(site, program, repository):
    url, authority = site
    done = add(program, repository, url, authority)
    assert done.returncode == 0, done.stderr
    assert (repository / "sources/fetched.txt").read_text() == PAGE
    assert f'url = "{url}"' in (repository / "briefcheck.toml").read_text()
    (repository / "clean.brief").write_text('It "was never built to carry trains" [@fetched].\n')
    run(program, "check", "clean.brief", cwd=repository)


def test_a_page_that_it_does_not_trust_is_not(site, program, repository, tmp_path):
    url, _ = site
    trustme.CA().cert_pem.write_to_path(tmp_path / "other.pem")
    done = add(program, repository, url, tmp_path / "other.pem")
    assert done.returncode == 2 and "UnknownIssuer" in done.stderr, done.stderr
    assert not (repository / "sources/fetched.txt").exists()


def test_a_system_without_certificates_is_told_so(site, program, repository, tmp_path):
    url, _ = site
    (tmp_path / "empty.pem").write_text("")
    done = add(program, repository, url, tmp_path / "empty.pem")
    assert done.returncode == 2 and "no certificates were found" in done.stderr, done.stderr
    assert "SSL_CERT_FILE" in done.stderr


def test_an_address_that_needs_none_is_fetched_all_the_same(program, repository, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/quay.txt").write_text(PAGE)
    (tmp_path / "empty.pem").write_text("")
    served = Served(tmp_path / "site")
    done = add(program, repository, f"{served.address}/quay.txt", tmp_path / "empty.pem")
    served.stop()
    assert done.returncode == 0, done.stderr
    assert (repository / "sources/fetched.txt").read_text() == PAGE
