"""The album: the drawings of one document, each under the address by which its page names it."""

from markupsafe import Markup

from generator.presentation.charts.drawing import Drawing

ADDRESS = "oblys:drawing/{}"


class Album:
    """Collects the drawings of one document in one language; ``drawings`` grows."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.drawings: dict[str, Drawing] = {}

    def picture(self, drawing: Drawing, alternative: str) -> Markup:
        """Keep a drawing; return the place for it on the page, with what it shows in words."""
        address = ADDRESS.format(len(self.drawings) + 1)
        self.drawings[address] = drawing.within(self.language)
        return Markup('<img src="{}" alt="{}"/>').format(address, alternative)
