"""Answer every case of a folder: `python -m tests.oracles CASES_DIR RESULTS_DIR`.

The module for a kind of case has one function, ``answer(case)``, which returns a mapping from the
names of quantities to results: numbers, series, tables or mappings, as the product's functions
return them. A case that must be refused is answered with ``error`` (its category) and ``message``.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from .answers import answer
from .case import Case


def main(words: Sequence[str] | None = None) -> int:
    """Write one file of results for each case; a case that is broken does not stop the others."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracles")
    parser.add_argument("cases", type=Path)
    parser.add_argument("results", type=Path)
    given = parser.parse_args(words)
    folders = sorted(path.parent for path in given.cases.glob("*/expected.json"))
    if not folders:
        parser.error(f"no cases in {given.cases}")
    given.results.mkdir(parents=True, exist_ok=True)
    for folder in folders:
        case = Case(folder)
        text = json.dumps(answer(case), ensure_ascii=False, indent=1, allow_nan=False)
        (given.results / f"{case.name}.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
