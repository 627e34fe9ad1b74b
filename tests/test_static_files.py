"""Static files in production: nothing is loaded under a name that a new version would keep."""

import re
from pathlib import Path

from config.static_files import HashedFiles

JS = Path(__file__).parent.parent / "static" / "js"


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
