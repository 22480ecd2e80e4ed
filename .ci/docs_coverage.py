#!/usr/bin/env python3
"""Fails if a public symbol of a module has no doc comment. Arguments: a folder of symbol graphs, then module names."""

import json
import sys
from pathlib import Path


def undocumented(path: Path) -> tuple[int, list[str]]:
    graph = json.loads(path.read_text())
    symbols = [s for s in graph["symbols"] if "::SYNTHESIZED::" not in s["identifier"]["precise"]]
    # Implementations of a documented requirement inherit its text.
    inherited = {
        r["source"]
        for r in graph["relationships"]
        if r["kind"] in ("requirementOf", "defaultImplementationOf", "overrides") or "sourceOrigin" in r
    }
    missing = [
        ".".join(s["pathComponents"])
        for s in symbols
        if "docComment" not in s and s["identifier"]["precise"] not in inherited
    ]
    return len(symbols), missing


def main() -> int:
    folder, modules = Path(sys.argv[1]), sys.argv[2:]
    total, missing = 0, []
    for module in modules:
        files = sorted(folder.glob(f"{module}.symbols.json")) + sorted(folder.glob(f"{module}@*.symbols.json"))
        if not files:
            print(f"docs coverage: no symbol graph of {module}", file=sys.stderr)
            return 1
        for file in files:
            count, names = undocumented(file)
            total += count
            missing += [f"{module}: {name}" for name in names]
    for name in missing:
        print(f"docs coverage: {name} has no doc comment", file=sys.stderr)
    print(f"docs coverage: {total - len(missing)} of {total} public symbols are documented")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
