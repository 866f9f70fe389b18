"""Deliveries to read and to spoil: three made-up regions, four industries, two vintages."""

import hashlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.dataset.schema import BY_FILE
from generator.dataset.vintages import load
from generator.errors import DataProblems
from generator.project import Project

TINY = Path(__file__).resolve().parent.parent / "deliveries"
NEWER = "2025-06-30"


@dataclass(frozen=True)
class Copy:
    """A copy of the made-up deliveries that a test may spoil."""

    project: Project

    @property
    def folder(self):
        """The newer delivery."""
        return self.project.deliveries / NEWER

    def read(self, file):
        """Return the bytes of one file of the newer delivery."""
        return (self.folder / file).read_bytes()

    def write(self, file, content, *, sign=True):
        """Replace one file; ``sign`` makes the manifest's checksum and number of rows fit."""
        old = hashlib.sha256(self.read(file)).hexdigest()
        (self.folder / file).write_bytes(content)
        if sign and file != "delivery.toml":
            manifest = (self.folder / "delivery.toml").read_text(encoding="utf-8")
            rows = max(content.count(b"\n") - 1, 0)
            manifest = re.sub(
                rf"rows = \d+\nsha256 = \"{old}\"", f'rows = {rows}\nsha256 = "{old}"', manifest
            )
            manifest = manifest.replace(old, hashlib.sha256(content).hexdigest())
            (self.folder / "delivery.toml").write_text(manifest, encoding="utf-8")

    def edit(self, file, old, new, *, sign=True):
        """Replace one piece of a file, which must occur in it."""
        content = self.read(file)
        pieces = [each.encode() if isinstance(each, str) else each for each in (old, new)]
        assert pieces[0] in content
        self.write(file, content.replace(*pieces, 1), sign=sign)

    def add(self, file, content, unit=""):
        """Put a further table, and its source, into the newer delivery."""
        (self.folder / file).write_bytes(content)
        unit = unit or BY_FILE[file].unit
        manifest = self.folder / "delivery.toml"
        source = '[[source]]\nid = "BNS-5923"\ntitle = "t"\npublisher = "p"\nlicence = "l"\n'
        table = (
            f'[[table]]\nfile = "{file}"\nunit = "{unit}"\nrows = {content.count(10) - 1}\n'
            f'sha256 = "{hashlib.sha256(content).hexdigest()}"\n'
        )
        known = manifest.read_text(encoding="utf-8")
        source = "" if "BNS-5923" in known else source
        manifest.write_text(f"{known}\n{source}\n{table}", encoding="utf-8")

    def problems(self):
        """Return what loading all deliveries finds; empty if nothing."""
        try:
            load(self.project, None)
        except DataProblems as error:
            return error.problems
        return ()


@pytest.fixture
def tiny(tmp_path):
    """A fresh copy of the made-up deliveries."""
    shutil.copytree(TINY, tmp_path / "data")
    return Copy(Project.at(tmp_path, data=tmp_path / "data"))
