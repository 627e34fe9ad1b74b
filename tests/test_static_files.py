"""Static files in production: nothing is loaded under a name that a new version would keep."""

import gzip
import re
from pathlib import Path

from config.static_files import HashedFiles

STATIC = Path(__file__).parent.parent / "static"
JS, CSS = STATIC / "js", STATIC / "css"


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
    answer = client.get("/static/css/site.css", headers={"Accept-Encoding": "gzip"})

    # Waitress closes the connection after an answer of unknown length.
    assert answer.headers["Content-Length"] == str(len(answer.content))
    assert gzip.decompress(answer.content) == (CSS / "site.css").read_bytes()


def test_a_browser_that_has_the_file_gets_nothing_again(client):
    had = client.get("/static/css/site.css").headers["Last-Modified"]

    answer = client.get("/static/css/site.css", headers={"If-Modified-Since": had})

    assert (answer.status_code, answer.getvalue()) == (304, b"")
