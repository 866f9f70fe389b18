"""Name the folders of the project, and its languages."""

from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("kk", "ru", "en")
"""Languages of briefs, letters, address book and interface; the language of the state is first."""

OFFICIAL_LANGUAGES = LANGUAGES[:2]
"""Languages of every letter; another one is added for who receives a brief in it."""


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one checkout; ``data`` and ``out`` may lie elsewhere."""

    root: Path
    data: Path
    out: Path

    @classmethod
    def at(cls, root: Path, *, data: Path | None = None, out: Path | None = None) -> "Project":
        """Lay out the project under ``root``, with its data and results where the user says."""
        return cls(root, data or root / "data", out or root / "out")

    @classmethod
    def here(cls) -> "Project":
        """Find the checkout that this package belongs to."""
        return cls.at(Path(__file__).resolve().parent.parent)

    @property
    def deliveries(self) -> Path:
        """Folder with one subfolder per vintage."""
        return self.data / "deliveries"

    @property
    def classifications(self) -> Path:
        """Folder with the lists of regions and industries, and the geometry."""
        return self.data / "classifications"

    @property
    def templates(self) -> Path:
        """Folder with page templates, style sheets and fonts."""
        return self.root / "templates"

    @property
    def locales(self) -> Path:
        """Folder with one subfolder per language."""
        return self.root / "locales"
