"""The same brief laid out by Typst: same words, tables and drawings, in the same fonts.

Typst is handed a page that is ready for it and charts as SVG; making these is not counted.
"""

import re
from html.parser import HTMLParser
from xml.sax.saxutils import escape

ANCHORS = {"left": "start", "center": "middle", "right": "end"}

SETTINGS = """#set page(paper: "a4", margin: (x: 18mm, top: 20mm, bottom: 18mm),
  header: [{title}], footer: context [#counter(page).display("1 / 1", both: true)])
#set text(font: "Source Sans 3", size: 9pt, lang: "{language}", hyphenate: true)
#set document(title: "{title}")
#show heading: set text(font: "Source Serif 4 Display")
#set par(justify: false)
#set table(stroke: none, inset: 2pt)
#outline()
"""


def svg(drawing):
    """A drawing as SVG."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{drawing.width}pt" '
        f'height="{drawing.height}pt" viewBox="0 0 {drawing.width} {drawing.height}">'
    ]
    for shape in drawing.shapes:
        look = f'fill="{shape.fill or "none"}"'
        if shape.stroke:
            look += f' stroke="{shape.stroke}" stroke-width="{shape.width}"'
        if shape.dashes:
            look += f' stroke-dasharray="{" ".join(map(str, shape.dashes))}"'
        parts.append(f'<path d="{_path(shape.outline)}" {look}/>')
    for label in drawing.labels:
        parts.extend(
            f'<text x="{label.x}" y="{line.base}" font-size="{label.size}" fill="{label.colour}" '
            f'font-family="Source Sans 3" font-weight="{label.weight}" '
            f'text-anchor="{ANCHORS[label.across]}">{escape(line.text)}</text>'
            for line in label.lines()
        )
    return "".join([*parts, "</svg>"])


def _path(outline):
    """Path operators behind their points, turned into SVG's, which stand before them."""
    parts = re.findall(r"((?:-?[\d.]+ )*)([mlch])", outline)
    return " ".join(
        f"{'Z' if operator == 'h' else operator.upper()} {points}" for points, operator in parts
    )


class _Reader(HTMLParser):
    """Turns a page into Typst's own markup."""

    def __init__(self):
        super().__init__()
        self.out, self.text, self.rows, self.cells = [], "", None, []
        self.skip = 0

    def handle_starttag(self, tag, attrs):
        """Begin a heading, a table, a cell or a picture."""
        given = dict(attrs)
        if tag in {"style", "title"}:
            self.skip += 1
        elif tag == "table":
            self._end()
            self.rows = []
        elif tag == "tr":
            self.cells = []
        elif tag in {"td", "th"}:
            self.text = ""
        elif tag == "section":
            self._end()
            self.out.append("#pagebreak()\n")
        elif tag == "img":
            number = given["src"].rpartition("/")[2]
            self.text += f'#box(image("{number}.svg", alt: "{_quoted(given["alt"])}"))'

    def handle_endtag(self, tag):
        """End what was begun."""
        if tag in {"style", "title"}:
            self.skip -= 1
        elif tag in {"td", "th"}:
            self.cells.append(self.text)
            self.text = ""
        elif tag == "tr" and self.rows is not None:
            self.rows.append(self.cells)
        elif tag == "table":
            across = max(map(len, self.rows), default=1)
            cells = (
                f"[{cell}]" for row in self.rows for cell in (*row, *[""] * (across - len(row)))
            )
            self.out.append(f"#table(columns: {across}, {', '.join(cells)})\n")
            self.rows, self.text = None, ""
        elif tag in {"h1", "h2", "h3"}:
            self.out.append(f"{'=' * int(tag[1])} {self.text}\n\n")
            self.text = ""
        elif tag in {"p", "li", "div", "figure", "caption"} and self.rows is None:
            self._end()

    def handle_data(self, data):
        """Add what is said."""
        if not self.skip:
            self.text += re.sub(r"([\\#$*_`<>@\[\]~=/+\-])", r"\\\1", data.replace("\n", " "))

    def _end(self):
        if self.text.strip():
            self.out.append(f"{self.text}\n\n")
        self.text = ""


def _quoted(text):
    return text.replace("\\", "\\\\").replace('"', '\\"')


def source(manuscript, language, title):
    """A manuscript as Typst's markup."""
    reader = _Reader()
    reader.feed(manuscript.html)
    return SETTINGS.format(title=title, language=language) + "".join(reader.out)


def write(folder, manuscript, language, title):
    """Put page and drawings into a folder; return the page's file."""
    for address, drawing in manuscript.drawings.items():
        (folder / f"{address.rpartition('/')[2]}.svg").write_text(svg(drawing), encoding="utf-8")
    page = folder / "brief.typ"
    page.write_text(source(manuscript, language, title), encoding="utf-8")
    return page
