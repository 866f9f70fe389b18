"""The same brief laid out by Typst: the same words, tables, columns and drawings in the same type.

Typst is handed a page that is ready for it and charts as SVG; making these is not counted.
"""

import re
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ANCHORS = {"left": "start", "center": "middle", "right": "end"}

SETTINGS = """#set page(paper: "a4", margin: (x: 18mm, top: 20mm, bottom: 18mm),
  header: [{title}], footer: context [#counter(page).display("1 / 1", both: true)])
#set text(font: "Source Sans 3", size: 9.2pt, lang: "{language}", hyphenate: true)
#set document(title: "{title}")
#show heading: set text(font: "Source Serif 4 Display")
#set par(justify: false)
#set par(spacing: 1.6mm, leading: .55em)
#show heading.where(level: 1): set text(size: 31pt, weight: 600)
#show heading.where(level: 2): set text(size: 18pt, weight: 400)
#show heading.where(level: 3): set text(size: 9.6pt, font: "Source Sans 3", weight: 600)
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


INK_2, HAIR = "#58636D", "#E6E9EB"
WIDTHS = {"c4": 55.33, "c5": 70.17, "c6": 85, "c7": 99.83, "c8": 114.67, "c12": 174, "kpi": 31.6}
SIZES = {
    "kicker": 9.6,
    "deck": 13.5,
    "toc": 6.8,
    "lab": 8,
    "val": 22,
    "cmp": 7.6,
    "key": 7.6,
    "eyebrow": 8.8,
    "sub": 8,
    "src": 7.2,
    "panel": 8.8,
    "small": 8,
    "notes": 7.6,
    "beside": 8,
    "caution": 8.8,
    "ends": 6.6,
}
"""Size of the type of a class, in points."""

ACCENTED = {"kicker", "val", "eyebrow", "v"}
QUIET = {"toc", "cmp", "key", "sub", "src", "ends"}
BLOCKS = {"p", "div", "li", "figure", "header", "h1", "h2", "h3", "table", "ol", "section"}


class _Setter:
    """Sets a page in Typst's own markup as the house sets it: grid, tables, sizes, colours."""

    def __init__(self, accent):
        self.accent = accent

    def content(self, node):
        """Words and pieces inside an element."""
        parts = [_escaped(node.text)]
        for child in node:
            parts += [self.piece(child), _escaped(child.tail)]
        return "".join(parts)

    def piece(self, node):
        """One element, by its kind."""
        kind, classes = node.tag, set(node.get("class", "").split())
        if kind == "colgroup":
            said = ""
        elif kind == "img":
            number = node.get("src").rpartition("/")[2]
            said = f'#box(image("{number}.svg", alt: "{_quoted(node.get("alt"))}"))'
        elif kind == "table":
            said = self.table(node, classes)
        elif classes & {"row", "kpis"}:
            said = self.row(node)
        elif kind == "section":
            said = f"#pagebreak(weak: true)\n{self.content(node)}\n"
        elif kind in {"h1", "h2", "h3"}:
            said = f"\n\n#heading(level: {kind[1]})[{self.content(node)}]\n\n"
        else:
            bold = kind == "b"
            said = self.styled(self.content(node), classes, block=kind in BLOCKS, bold=bold)
        return said

    def styled(self, inside, classes, *, block, bold=False):
        """Words in the type of their class."""
        look = [f"size: {SIZES[each]}pt" for each in classes if each in SIZES]
        if classes & ACCENTED:
            look.append(f'fill: rgb("{self.accent}")')
        elif classes & QUIET:
            look.append(f'fill: rgb("{INK_2}")')
        if bold or classes & {"v", "fn"}:
            look.append("weight: 600")
        if "rule" in classes:
            inside = "#line(length: 100%, stroke: .8pt)"
        text = f"#text({', '.join(look)})[{inside}]" if look else inside
        return f"\n\n{text}\n\n" if block else text

    def row(self, node):
        """Columns of fixed width side by side."""
        widths = [
            next(
                (WIDTHS[each] for each in child.get("class", "").split() if each in WIDTHS), 55.33
            )
            for child in node
        ]
        columns = ", ".join(f"{width}mm" for width in widths)
        cells = ", ".join(f"[{self.content(child)}]" for child in node)
        return f"\n\n#grid(columns: ({columns},), gutter: 4mm, {cells})\n\n"

    def table(self, node, classes):
        """Rows with hairlines, heads above a rule, numbers at the right."""
        rows = list(node.iter("tr"))
        across = max(sum(int(cell.get("colspan", 1)) for cell in row) for row in rows)
        head = node.find("thead")
        heads = set(head.iter("tr")) if head is not None else set()
        cells = [self.cells(row, across, row in heads) for row in rows]
        top = ", ".join(cells[: len(heads)])
        lines = (
            f'stroke: (_, y) => (bottom: if y == 0 {{ .8pt }} else {{ .35pt + rgb("{HAIR}") }})'
        )
        gap = 0.3 if "reg" in classes else 0.62 if "league" in classes else 0.9
        said = node.find("caption")
        caption = self.content(said) if said is not None else ""
        return (
            f"\n\n{caption}\n\n#text(size: 8.2pt)[#table(columns: {self.columns(node, across)}, "
            f"inset: (x: 1.2mm, y: {gap}mm), {lines}, "
            f"{f'table.header({top}), ' if heads else ''}{', '.join(cells[len(heads) :])})]\n\n"
        )

    def columns(self, node, across):
        """Widths where the page gives them; Typst finds the others."""
        given = [re.search(r"width:([\d.]+mm)", col.get("style", "")) for col in node.iter("col")]
        widths = [found[1] if found else "auto" for found in given] or ["auto"] * across
        return f"({', '.join(widths)},)"

    def cells(self, row, across, head):
        """Cells of one row; those that are missing are empty."""
        kind = set(row.get("class", "").split())
        colour = self.accent if kind & {"nat", "own"} else INK_2 if head or kind & {"se"} else None
        out, filled = [], 0
        for cell in row:
            classes = set(cell.get("class", "").split())
            span = int(cell.get("colspan", 1))
            filled += span
            align = "right" if "num" in classes or (cell.tag == "td" and not classes) else "left"
            inside = self.styled(
                self.content(cell), classes, block=False, bold=bool(kind & {"nat"})
            )
            if colour:
                inside = f'#text(fill: rgb("{colour}"))[{inside}]'
            out.append(f"table.cell(colspan: {span}, align: {align})[{inside}]")
        return ", ".join([*out, *["[]"] * (across - filled)])


def _escaped(text):
    return re.sub(r"([\\#$*_`<>@\[\]~=/+\-])", r"\\\1", (text or "").replace("\n", " "))


def _quoted(text):
    return text.replace("\\", "\\\\").replace('"', '\\"')


def source(brief_document, language, title):
    """A manuscript as Typst's markup."""
    page = ElementTree.fromstring(brief_document.html.partition("<!DOCTYPE html>")[2])
    body = page.find("body")
    nation = "nation" in body.get("class")
    setter = _Setter("#0F3D5E" if nation else "#B23A1B")
    return SETTINGS.format(title=title, language=language) + setter.content(body)


def write(folder, brief_document, language, title, table):
    """Put page, drawings and the table to be attached into a folder; return the page's file."""
    for address, drawing in brief_document.drawings.items():
        (folder / f"{address.rpartition('/')[2]}.svg").write_text(svg(drawing), encoding="utf-8")
    (folder / table.name).write_bytes(table.content)
    page = folder / "brief.typ"
    kind = 'relationship: "data", mime-type: "text/csv", description: "data"'
    attached = f'#pdf.attach("{table.name}", {kind})\n'
    page.write_text(source(brief_document, language, title) + attached, encoding="utf-8")
    return page
