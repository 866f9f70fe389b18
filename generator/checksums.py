"""Compute checksums of everything that a build reads: figures, templates, words, code, libraries.

Only the standard library is used: a run that has nothing to do must know so before anything heavy
is imported.
"""

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.preflight import LIBRARIES
from generator.project import Project

_PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==", re.MULTILINE)
_DISTRIBUTION = re.compile(r"(?P<name>[^-]+)-(?P<version>[^-]+)\.dist-info")
_LIBRARY_FOLDERS = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib")


def sha256_of(path: Path | str) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits; empty text if it cannot be read."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - half as long as by its path
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return ""


def files_below(folder: Path, endings: tuple[str, ...] = ("",)) -> tuple[Path, ...]:
    """List the files below a folder whose names end so, in a fixed order; empty without it."""
    return tuple(sorted(map(Path, _walk(str(folder), endings)), key=lambda path: path.parts))


def _walk(folder: str, endings: tuple[str, ...]) -> Iterator[str]:
    """Find files by what the folders say of them: each would else be asked for once more."""
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, endings)
        elif entry.name.endswith(endings) and entry.is_file():
            yield entry.path


def digest_of(folder: Path, paths: Iterable[Path]) -> str:
    """Return one SHA-256 over the names (from ``folder``) and contents of files."""
    total, above = hashlib.sha256(), f"{folder.as_posix()}/"
    for path in paths:
        name = path.as_posix().removeprefix(above)
        total.update(f"{name}\0{sha256_of(path)}\n".encode())
    return total.hexdigest()


def digest_of_words(words: Iterable[str]) -> str:
    """Return one SHA-256 over words, in their order."""
    return hashlib.sha256("\0".join(words).encode()).hexdigest()


def inputs_digest(project: Project) -> str:
    """Return one SHA-256 over everything that decides what a build makes.

    That is deliveries, classifications, templates, locales, the program's own sources, the
    manifests of issued editions, and the versions of Python and the libraries.
    """
    parts = [
        digest_of(project.data, files_below(project.data)),
        digest_of(project.templates, files_below(project.templates)),
        digest_of(project.locales, files_below(project.locales)),
        sources_digest(project),
        digest_of(project.out, sorted(project.out.glob("*/editions/[1-9]*/manifest.json"))),
        *(f"{name} {version}" for name, version in versions(project.root).items()),
    ]
    return digest_of_words(parts)


def sources_digest(project: Project, *packages: str) -> str:
    """Return one SHA-256 over the program's sources, or over some of its packages and modules.

    Raises
    ------
    FileNotFoundError
        If one of them does not exist: a module that moved would else go unnoticed for ever.
    """
    program = project.root / "generator"
    if not packages:
        return digest_of(program, files_below(program, (".py",)))
    chosen: list[Path] = []
    for name in packages:
        path = program / name
        path.stat()
        chosen += [path] if path.is_file() else files_below(path, (".py",))
    return digest_of(program, chosen)


def versions(root: Path) -> Mapping[str, str]:
    """Return the versions that decide the bytes of a PDF, by name.

    Python, every installed distribution that the lock file names, and the system libraries by
    the name of their file (``libpango-1.0`` is ``so.0.5000.12``).
    """
    lock = root / "requirements.txt"
    text = lock.read_text(encoding="utf-8") if lock.is_file() else ""
    pinned = {_normal(name) for name in _PINNED.findall(text)}
    found = dict(_installed())
    known = {name: version for name, version in found.items() if not pinned or name in pinned}
    python = ".".join(map(str, sys.version_info[:3]))
    return {"python": python, **dict(sorted(known.items())), **dict(_system_libraries())}


def versions_now(project: Project) -> dict[str, str]:
    """Return the versions of libraries, and the checksums of program, templates and locales."""
    return {
        **versions(project.root),
        "oblys": sources_digest(project),
        "templates": digest_of(project.templates, files_below(project.templates)),
        "locales": digest_of(project.locales, files_below(project.locales)),
    }


def differences(then: Mapping[str, str], now: Mapping[str, str]) -> str:
    """Name what is not the same in two states, with both versions; empty if nothing is.

    Examples
    --------
    >>> differences({"numpy": "2.4.5", "babel": "2.18.0"}, {"numpy": "2.4.6"})
    'babel 2.18.0 → –, numpy 2.4.5 → 2.4.6'
    """
    names = [name for name in sorted({*then, *now}) if then.get(name) != now.get(name)]
    pairs = [(name, then.get(name, "–")[:12], now.get(name, "–")[:12]) for name in names]
    return ", ".join(f"{name} {before} → {after}" for name, before, after in pairs)


def _installed() -> Iterator[tuple[str, str]]:
    """Name and version of every distribution on the path; the first one found wins."""
    seen: set[str] = set()
    for entry in sys.path:
        folder = Path(entry or ".")
        for path in sorted(folder.glob("*.dist-info")) if folder.is_dir() else ():
            match = _DISTRIBUTION.fullmatch(path.name)
            name = _normal(match["name"]) if match else ""
            if match and name not in seen:
                seen.add(name)
                yield name, match["version"]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _system_libraries() -> Iterator[tuple[str, str]]:
    folders = [Path(folder) for folder in _LIBRARY_FOLDERS]
    folders += sorted(Path("/usr/lib").glob("*-linux-*"))
    for name, interface, _ in LIBRARIES:
        for folder in folders:
            link = folder / f"{name}.so.{interface}"
            if link.exists():
                yield name, link.resolve().name.removeprefix(f"{name}.")
                break
