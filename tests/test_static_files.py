"""Static files in production: nothing is loaded under a name that a new version would keep."""

import gzip
import re
from pathlib import Path

import pytest

from config.static_files import HashedFiles

STATIC = Path(__file__).parent.parent / "static"
JS, CSS = STATIC / "js", STATIC / "css"
SHEET = "/static/css/site.css"


@pytest.fixture(autouse=True)
def _as_served(settings):
    """The files are listed when the site starts, as outside of tests."""
    del settings.WHITENOISE_AUTOREFRESH


def test_modules_import_each_other_by_their_hashed_names(tmp_path):
    storage = HashedFiles(location=tmp_path, base_url="/static/")
    paths = {}
    for source in JS.rglob("*.js"):
        name = str(source.relative_to(JS))
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(source.read_bytes())
        paths[name] = (storage, name)

    done = list(storage.post_process(paths))

    hashed = list(tmp_path.rglob("*.????????????.js"))
    imported = {
        (path.parent / name).resolve()
        for path in hashed
        for name in re.findall(r'from "(\.{1,2}/[^"]+)"', path.read_text())
    }
    assert [result for *_names, result in done if isinstance(result, Exception)] == []
    assert {"report.js", "audit/audit.js"} <= paths.keys()
    assert {path.parent.name for path in imported} >= {tmp_path.name, "audit"}
    assert imported <= set(hashed)


def test_the_embedded_server_sends_them_compressed_and_keeps_the_connection(client):
    answer = client.get(SHEET, headers={"Accept-Encoding": "gzip"})
    sent = answer.getvalue()

    # Waitress closes the connection after an answer of unknown length.
    assert answer.headers["Content-Length"] == str(len(sent))
    assert gzip.decompress(sent) == (CSS / "site.css").read_bytes()


def test_a_browser_that_has_the_file_gets_nothing_again(client):
    before = client.get(SHEET)
    assert before.getvalue()

    had = {"If-Modified-Since": before.headers["Last-Modified"]}
    answer = client.get(SHEET, headers=had)

    assert (answer.status_code, answer.getvalue()) == (304, b"")
