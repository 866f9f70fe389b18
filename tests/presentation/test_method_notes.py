"""Short notes: even columns, whole sentences."""

from generator.findings.claims import Claim, Rank
from generator.presentation.localisation.language import Language
from generator.presentation.method_notes import Note, halves, sentence
from generator.project import Project


def test_columns_are_as_even_as_notes_allow():
    """Notes keep their order and are never cut."""
    long, short = Note("A", "x" * 90), Note("B", "y" * 30)
    assert halves([long, short, short, short]) == ((long,), (short, short, short))
    assert halves([short, short]) == ((short,), (short,))
    assert halves([short]) == ((short,), ())
    assert halves([]) == ((), ())


def test_a_claim_without_a_full_stop_gets_it():
    """A head becomes a sentence; one that ends already stays as it is."""
    language = Language.load(Project.here().locales, "en")
    head = Claim("rank.up", "L2", {"rank0": Rank(2), "rank1": Rank(1)}, count=1)
    said = sentence(head, language)
    assert said.endswith(".")
    assert not said.endswith("..")
