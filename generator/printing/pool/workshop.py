"""The workshop: lays out and prints one brief after the other, with its fonts kept warm.

It knows nothing of figures and languages: an order holds all that is printed.
"""

from pathlib import Path

from generator.printing.layout_checks import sharing
from generator.printing.pdf_printer import Press, Proof
from generator.printing.print_job import Again, Order


class Workshop:
    """Prints briefs from a folder of style sheets and fonts."""

    def __init__(self, templates: Path) -> None:
        self.templates = templates
        self.press = Press(templates)

    def proof(self, order: Order) -> Proof | Again:
        """Lay out one brief, unless its manuscript has to be written anew."""
        proof = self.press.lay_out(order.manuscript)
        joined = sharing(proof.sheets, order.sections) if order.may_share else frozenset()
        if joined:
            return Again(joined)
        if order.may_shorten and len(proof.sheets) > order.pages:
            return Again()
        return proof

    def make(self, order: Order) -> bytes | Again:
        """Print one brief, unless something is wrong with it."""
        proof = self.proof(order)
        return proof if isinstance(proof, Again) else self.press.print(proof, order)
