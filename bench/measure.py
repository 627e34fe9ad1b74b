"""Lengths of functions and files: a thermometer, not a gate."""

import ast
import statistics
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ("config", "oversight", "projects", "reports")


def main() -> None:
    files = {path: path.read_text() for app in APPS for path in (ROOT / app).rglob("*.py")}
    files = {path: text for path, text in files.items() if "migrations" not in path.parts}
    lengths = {str(path.relative_to(ROOT)): text.count("\n") for path, text in files.items()}
    functions = {
        f"{path.relative_to(ROOT)}:{node.name}": node.end_lineno - node.lineno + 1
        for path, text in files.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
    }
    _tell("file", lengths)
    _tell("function", functions)


def _tell(what: str, lengths: dict[str, int]) -> None:
    known = sorted(length for length in lengths.values() if length > 1)
    high = known[int(len(known) * 0.95)]
    print(f"{what}: median {statistics.median(known):.0f}, p95 {high}, of {len(known)}")
    for name, length in sorted(lengths.items(), key=lambda pair: -pair[1])[:5]:
        print(f"  {length:4} {name}")


if __name__ == "__main__":
    main()
