"""Damage to the ledger costs time, never a file; and what cannot be read is not begun anew."""

import pytest

from generator.checksums import files_below, inputs_digest, versions
from generator.errors import Refused
from generator.publication import finished_request
from generator.publication.finished_request import nothing_to_do
from generator.publication.ledger import LEDGER
from tests.small_project import SUBJECTS


def damage(content, how):
    """Spoil the bytes of a ledger."""
    if how == "empty":
        return b""
    if how == "half":
        return content[: len(content) // 2]
    if how == "text":
        return b"this is no ledger"
    return content[:100] + bytes(255 - each for each in content[100:4000]) + content[4000:]


@pytest.mark.parametrize("how", ["half", "text", "bits"])
def test_a_build_goes_on_without_a_damaged_ledger(small, how):
    """Everything is made anew to the same bytes, a notice says why, and the file is left alone."""
    small.build()
    before = small.files()
    path = small.project.out / LEDGER
    spoiled = damage(path.read_bytes(), how)
    path.write_bytes(spoiled)
    outcome = small.build()
    assert len(small.printed) == 12
    assert [notice.key for notice in outcome.notices] == ["notice.ledger"]
    assert small.files() == before
    assert path.read_bytes() == spoiled
    with pytest.raises(Refused):
        small.issue()


def test_a_lost_ledger_is_written_again_by_a_build(small):
    """Nothing had been issued, so nothing is lost but time."""
    small.build()
    before = small.files()
    (small.project.out / LEDGER).unlink()
    small.build()
    assert len(small.printed) == 12
    assert small.files() == before
    assert small.build().kept == 12


def key(**asked):
    """The key of a request."""
    usual = {"year": None, "as_of": None, "regions": (), "languages": ("kk", "ru", "en")}
    return finished_request.request_key(**{**usual, **asked})


def test_the_same_request_in_another_order_is_the_same():
    """Regions and languages are sets; another year, day or language is another request."""
    assert key(languages=("en", "kk", "ru", "kk")) == key()
    assert key(regions=("KZ-23", "KZ-10")) == key(regions=("KZ-10", "KZ-23", "KZ-10"))
    others = [{"year": 2023}, {"languages": ("kk",)}, {"regions": ("KZ",)}]
    assert len({key(), *(key(**each) for each in others)}) == 4


def test_a_finished_run_is_known_without_computing(small):
    """As long as its inputs and files are the same, and only for the same request."""
    assert nothing_to_do(small.project, key()) is None
    small.build()
    assert nothing_to_do(small.project, key()) is not None
    assert nothing_to_do(small.project, key(regions=("KZ-10",))) is None


CHANGED = [
    "out/2023/briefs/KZ-10.kk.pdf",
    "out/2023/facts/KZ.json",
    "data/deliveries/2025-06-30/grp.csv",
    "templates/style/brief.css",
    "locales/kk/names.csv",
    "generator/economics/indices/variety.py",
]


@pytest.mark.parametrize("path", CHANGED)
def test_any_changed_file_is_noticed(small, path):
    """Whatever changes, the build is asked to look."""
    small.build()
    whole = small.project.root / path
    content = whole.read_bytes()
    whole.unlink()
    assert nothing_to_do(small.project, key()) is None
    whole.write_bytes(content + b"\n")
    assert nothing_to_do(small.project, key()) is None
    whole.unlink()
    whole.write_bytes(content)
    assert nothing_to_do(small.project, key()) is not None


def test_a_damaged_ledger_is_no_answer(small):
    """The build itself looks at it."""
    small.build()
    path = small.project.out / LEDGER
    path.write_bytes(damage(path.read_bytes(), "text"))
    assert nothing_to_do(small.project, key()) is None


def test_compiled_files_are_no_inputs(small):
    """They come and go with the interpreter."""
    before = inputs_digest(small.project)
    cache = small.project.root / "generator" / "__pycache__"
    cache.mkdir(exist_ok=True)
    (cache / "x.pyc").write_bytes(b"x")
    assert inputs_digest(small.project) == before
    assert all("__pycache__" not in path.parts for path in files_below(small.project.root))


def test_the_versions_that_decide_the_bytes_are_known(small):
    """Python, the locked libraries that are installed, and those of the system."""
    found = versions(small.project.root)
    assert {"python", "weasyprint", "matplotlib", "numpy", "libpango-1.0"} <= found.keys()
    assert "pytest" not in found


def test_an_input_that_changes_while_a_run_works_stops_it(small, monkeypatch):
    """Nothing is published: figures of two states would be mixed."""
    small.build()
    before = small.files()
    small.deliver({"unemployment_rate": {("KZ-10", "", 2023): 6.1}})
    path = small.project.root / "templates" / "brief.html"
    step = small.printed.append

    def meddle(name):
        step(name)
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    monkeypatch.setattr(small, "printed", Meddled(meddle))
    with pytest.raises(Refused) as refused:
        small.build()
    assert [problem.key for problem in refused.value.problems] == ["problem.inputs_changed"]
    assert small.files() == before
    assert len(SUBJECTS) == 4


class Meddled(list):
    """A list that does something whenever something is appended."""

    def __init__(self, deed):
        super().__init__()
        self.append = deed
