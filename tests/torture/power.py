"""A power cut, replayed: of what a run did, only what was flushed is sure to be on the disk.

The recorder keeps every change of names and contents in the folder of results, in order. After
each of them the power may fail: then the flushed changes are there, and of the others none, all,
or any one more or less. A file whose content was not flushed is empty.
"""

import base64
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.operations import Disk


class Recorder(Disk):
    """Remembers changes; files and folders have numbers that outlive their names."""

    def __init__(self, out, at=0, fault="", *, lasting=False):
        super().__init__(out, at, fault, lasting=lasting)
        self.numbers, self.log, self.count, self.version = {}, [], 0, 0
        self.ledgers = Path(f"{out}.ledgers")
        for path in (Path(self.out), *sorted(Path(self.out).rglob("*"))):
            self._note(path)
        self._keep_ledger()
        self.log.append({"kind": "begin"})

    def step(self, kind, path, half=None):
        """Nothing happens at an operation."""

    @property
    def seen(self):
        """The changes in order, to be read by :func:`states`."""
        return self.log

    @seen.setter
    def seen(self, _):
        pass

    def after(self, kind, paths):
        """Remember one change."""
        if not all(self.holds(each) for each in paths) or "ledger.sqlite" in paths[-1]:
            if kind == "ledger":
                self._keep_ledger()
            return
        path = Path(paths[-1])
        if kind in ("open", "mkdir"):
            self._name(path, self._fresh(path))
        elif kind == "close":
            content = base64.b64encode(path.read_bytes()).decode()
            self.log.append({"kind": "content", "node": self._of(path), "content": content})
        elif kind == "flush":
            self.log.append({"kind": "flush", "node": self._of(path)})
        elif kind in ("rename", "exchange", "link", "unlink", "rmdir"):
            self._moved(kind, [Path(each) for each in paths])

    def _moved(self, kind, paths):
        folders = [self._of(each.parent) for each in paths]
        names = [each.name for each in paths]
        entry = {"kind": kind, "folders": folders, "names": names}
        if kind in ("rename", "link", "exchange"):
            entry["nodes"] = [self._of(each) for each in paths if each.exists()]
        self.log.append(entry)

    def _note(self, path):
        number = self._fresh(path)
        if path != Path(self.out):
            self._name(path, number)
        if path.is_file():
            content = base64.b64encode(path.read_bytes()).decode()
            self.log.append({"kind": "content", "node": number, "content": content})
        self.log.append({"kind": "flush", "node": number})
        if path != Path(self.out):
            self.log.append({"kind": "flush", "node": self._of(path.parent)})

    def _name(self, path, number):
        entry = {"kind": "name", "folders": [self._of(path.parent)], "names": [path.name]}
        self.log.append({**entry, "nodes": [number], "folder": path.is_dir()})

    def _fresh(self, path):
        self.count += 1
        self.numbers[path.stat().st_ino] = self.count
        return self.count

    def _of(self, path):
        return self.numbers[path.stat().st_ino]

    def _keep_ledger(self):
        self.version += 1
        self.log.append({"kind": "ledger", "version": self.version})
        folder = self.ledgers / str(self.version)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for file in Path(self.out).glob("ledger.sqlite*"):
            shutil.copy(file, folder)


@dataclass
class Tree:
    """Folders by number, each with numbers by name; contents of files by number."""

    folders: dict = field(default_factory=lambda: {1: {}})
    contents: dict = field(default_factory=dict)

    def apply(self, entry):
        """Carry out one change; what it needs may be missing, since changes were dropped."""
        kind = entry["kind"]
        if kind == "content":
            self.contents[entry["node"]] = entry["content"]
            return
        places = [
            (self.folders.setdefault(folder, {}), name)
            for folder, name in zip(entry["folders"], entry["names"], strict=True)
        ]
        (folder, name), nodes = places[-1], entry.get("nodes", ())
        if kind == "name" and entry["folder"]:
            self.folders.setdefault(nodes[0], {})
        if kind in ("unlink", "rmdir"):
            folder.pop(name, None)
        elif kind == "rename" and places[0][0].pop(places[0][1], None):
            folder[name] = nodes[-1]
        elif kind == "exchange" and all(name in folder for folder, name in places):
            (one, first), (other, second) = places
            one[first], other[second] = other[second], one[first]
        elif kind in ("name", "link"):
            folder[name] = nodes[-1]

    def files(self, number=1, path=""):
        """Content of every file by path; one that was never written is empty."""
        found = {}
        for name, node in self.folders[number].items():
            if node in self.folders:
                found |= self.files(node, f"{path}{name}/")
            else:
                found[f"{path}{name}"] = self.contents.get(node, b"")
        return found


def is_sure(log, index, end):
    """Whether a change is on the disk for sure when the power fails before number ``end``."""
    entry = log[index]
    wanted = {entry["node"]} if entry["kind"] == "content" else set(entry["folders"][-1:])
    later = (log[at] for at in range(index + 1, end))
    return any(each["kind"] == "flush" and each["node"] in wanted for each in later)


NO_CHANGE = ("flush", "ledger", "begin")


def states(log):
    """Every state that a power cut may leave: version of the ledger, and contents by path."""
    seen, version = set(), 1
    log = [
        {**entry, "content": base64.b64decode(entry["content"])} if "content" in entry else entry
        for entry in log
    ]
    begun = next(at for at, entry in enumerate(log) if entry["kind"] == "begin")
    for end in range(begun + 1, len(log) + 1):
        if log[end - 1]["kind"] == "ledger":
            version = log[end - 1]["version"]
        changes = [at for at in range(end) if log[at]["kind"] not in NO_CHANGE]
        open_ones = [at for at in changes if not is_sure(log, at, end)]
        sure = set(changes) - set(open_ones)
        data = {at for at in open_ones if log[at]["kind"] == "content"}
        choices = [set(), set(open_ones), set(open_ones) - data]
        choices += [{each} for each in open_ones]
        choices += [set(open_ones) - {each} for each in open_ones]
        for choice in choices:
            tree = Tree()
            for at in sorted(sure | choice):
                tree.apply(log[at])
            files = tree.files()
            key = (version, tuple(sorted((path, hash(text)) for path, text in files.items())))
            if key not in seen:
                seen.add(key)
                yield version, files
