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
    for source in JS.glob("*.js"):
        (tmp_path / source.name).write_bytes(source.read_bytes())
        paths[source.name] = (storage, source.name)

    failed = [result for *_names, result in storage.post_process(paths) if result is False]

    hashed = [path.read_text() for path in tmp_path.glob("*.????????????.js")]
    imported = set(re.findall(r'from "\./([^"]+)"', "".join(hashed)))
    assert failed == []
    assert imported
    assert "report.js" in paths
    assert {name for name in imported if not (tmp_path / name).exists()} == set()
    assert {name for name in imported if not re.search(r"\.\w{12}\.js$", name)} == set()


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
