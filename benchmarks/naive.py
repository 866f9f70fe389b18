"""The honest naive loop: one process, and everything anew for each brief, as most scripts do it.

Charts are pyplot figures saved as PNG, laid out by ``tight_layout``; templates, catalogues, style
sheets and fonts are read again for every brief; the page is printed by ``HTML(...).write_pdf()``.
What is said and drawn is the same: the charts are those of the house, only put on another canvas.
"""

import base64
import gc
import re
from contextlib import contextmanager
from io import BytesIO

import matplotlib as mpl
from weasyprint import HTML

from generator.presentation.charts import (
    bars,
    columns,
    dots,
    intervals,
    lines,
    maps,
    real_output,
    scatter,
    style,
)
from generator.presentation.charts.drawing import DrawingSet
from generator.presentation.localisation import language
from generator.presentation.tables import indicator_table
from generator.printing.pdf_printer import STYLES
from generator.printing.pool.dispatch import BriefWriter

mpl.use("Agg")
from matplotlib import pyplot as plt

DOTS_PER_INCH = 200
"""What a picture needs to look decent in print."""

CHARTS = (bars, columns, real_output, dots, intervals, lines, maps, scatter)


class Picture:
    """A finished PNG; stands where the house has a drawing."""

    def __init__(self, figure):
        with BytesIO() as file:
            figure.savefig(file, format="png", dpi=DOTS_PER_INCH)
            self.content = file.getvalue()
        self.width, self.height = (72 * inches for inches in figure.get_size_inches())
        plt.close(figure)

    def within(self, _language):
        """Be the same in every language: it was drawn for one."""
        return self


class PyplotCanvas(style.Canvas):
    """A pyplot figure with matplotlib's own text."""

    def __init__(self, width, height, margins):
        super().__init__(width, height, margins)
        plain, self.figure = (
            self.figure,
            plt.figure(figsize=(width / style.MM_PER_INCH, height / style.MM_PER_INCH)),
        )
        self.plot = self.figure.add_axes(plain.axes[0].get_position())
        self.plot.tick_params(labelbottom=False, labelleft=False)

    def _reach(self, axis, marks):
        """Have matplotlib's own ticks at the marks."""
        axis.set_ticks(list(marks))

    def drawing(self):
        """Write the labels and save the picture."""
        for words, at, scale, shift, ink in self._labels:
            text = words if isinstance(words, str) else words.by_language[0][1]
            self.plot.annotate(
                text,
                at,
                shift,
                xycoords=scale,
                textcoords="offset points",
                ha=ink.across,
                va=ink.along,
                fontsize=ink.size,
                color=ink.colour,
                weight=ink.weight,
                linespacing=ink.spacing,
                bbox={"fc": "white", "ec": "none", "pad": 0.4} if ink.plate else None,
                annotation_clip=False,
            )
        return Picture(self.figure)


class Atlas:
    """Draws the whole country for every locator."""

    def __init__(self, shapes, *, size):
        self.shapes, self.size = shapes, size

    def locator(self, subject):
        """Draw the country with one region filled."""
        sheet = PyplotCanvas(*self.size, style.Margins(0, 0, 0, 0))
        colours = {
            code: style.REGION if code == subject else style.LAND for code in self.shapes.rings
        }
        maps._fill(sheet, self.shapes.rings, colours, style.SAND)
        return sheet.drawing()


def strip(values, subject, nation, *, size):
    """Dots of all regions on a line."""
    sheet = PyplotCanvas(*size, style.Margins(1.6, 1.6, 0, 0))
    others = [value for region, value in values.items() if region != subject]
    sheet.plot.plot(others, [0] * len(others), "o", color=style.OTHER_DOT, ms=4)
    if nation is not None:
        sheet.plot.plot([nation], [0], "|", color=style.NATION, ms=10, mew=1.6)
    if subject in values:
        sheet.plot.plot([values[subject]], [0], "o", color=style.REGION, ms=7)
    sheet.plot.axis("off")
    return sheet.drawing()


def sparkline(region, nation, years, *, size=(20, 5.6)):
    """Line of the region over a thin line of the nation."""
    sheet = PyplotCanvas(*size, style.Margins(0.6, 1.6, 0.9, 0.9))
    shared = {year: nation[year] for year in region if year in nation}
    sheet.plot.plot(list(shared), list(shared.values()), "--", color=style.NATION, lw=0.6)
    sheet.plot.plot(list(region), list(region.values()), color=style.REGION, lw=1.1)
    sheet.plot.set_xlim(*years)
    sheet.plot.axis("off")
    return sheet.drawing()


def picture(drawing_set, drawing, alternative):
    """Put a picture into the page itself."""
    if not isinstance(drawing, Picture):  # the mark of the house: dots, no chart
        return DrawingSet.plain(drawing_set, drawing, alternative)
    content = base64.b64encode(drawing.content).decode()
    look = f"width:{drawing.width:.2f}pt;height:{drawing.height:.2f}pt"
    return indicator_table.Markup(
        f'<img src="data:image/png;base64,{content}" style="{look}" alt="{{}}">'
    ).format(alternative)


@contextmanager
def naively():
    """Put the naive means in the place of those of the house."""
    DrawingSet.plain = DrawingSet.picture
    house = [
        *((module, "Canvas", PyplotCanvas) for module in CHARTS),
        (maps, "Atlas", Atlas),
        (indicator_table, "strip", strip),
        (indicator_table, "sparkline", sparkline),
        (DrawingSet, "picture", picture),
    ]
    from generator.presentation.figures import figure_drawer  # noqa: PLC0415 - patched where it is used

    house.append((figure_drawer, "Atlas", Atlas))
    before = [(where, name, getattr(where, name)) for where, name, _ in house]
    for where, name, naive in house:
        setattr(where, name, naive)
    try:
        yield
    finally:
        for where, name, own in before:
            setattr(where, name, own)


def print_one(resources, job):
    """Print one brief with nothing warm."""
    language._load.cache_clear()
    brief_writer = BriefWriter(resources)
    html = brief_writer.write(job).brief_document.html
    folder = resources.templates
    sheets = [
        re.sub(r"oblys:fonts/", f"{folder.as_uri()}/fonts/", (folder / "style" / name).read_text())
        for name in STYLES
    ]
    html = html.replace("</head>", f"<style>{''.join(sheets)}</style></head>")
    html = re.sub(r'<img src="oblys:[^>]*>', "", html)
    content = HTML(string=html).write_pdf()
    gc.collect()
    return content
