"""Write a binary workbook (.xlsb) of texts and numbers: no library does, and offices send them.

Records and their layout are those of Microsoft's open specification MS-XLSB: a type and a length
of seven bits a byte, then the content.
"""

import struct
import zipfile
from pathlib import Path

from openpyxl.workbook import Workbook

BOOK, SHEETS, SHEET_OF_BOOK = (131, 132), (143, 144), 156
SHEET, DATA, DIMENSIONS, ROW, NUMBER, TEXT = (129, 130), (145, 146), 148, 0, 5, 6

TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>
</Types>"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"""
RELATION = (
    '<Relationship Id="{}" Target="{}" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"/>'
)


def _sevens(number: int) -> bytes:
    """Write a number, seven bits a byte, the lowest first."""
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])


def _record(kind: int, content: bytes = b"") -> bytes:
    return _sevens(kind) + _sevens(len(content)) + content


def _text(value: str) -> bytes:
    encoded = value.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded


def _sheet(page) -> bytes:
    """Write the records of one sheet."""
    parts = [
        _record(SHEET[0]),
        _record(DIMENSIONS, struct.pack("<4I", 0, page.max_row - 1, 0, page.max_column - 1)),
        _record(DATA[0]),
    ]
    for row in page.iter_rows():
        parts.append(_record(ROW, struct.pack("<IIHBHI", row[0].row - 1, 0, 300, 0, 0, 0)))
        for cell in row:
            place = struct.pack("<II", cell.column - 1, 0)
            if isinstance(cell.value, int | float):
                parts.append(_record(NUMBER, place + struct.pack("<d", cell.value)))
            elif cell.value is not None:
                parts.append(_record(TEXT, place + _text(str(cell.value))))
    return b"".join([*parts, _record(DATA[1]), _record(SHEET[1])])


def save_binary(book: Workbook, path: Path) -> Path:
    """Save the texts and numbers of a workbook as a binary one."""
    pages = list(enumerate(book.worksheets, 1))
    listed = b"".join(
        _record(SHEET_OF_BOOK, struct.pack("<II", 0, n) + _text(f"r{n}") + _text(page.title))
        for n, page in pages
    )
    whole = (BOOK[0], SHEETS[0]), (SHEETS[1], BOOK[1])
    begin, end = (b"".join(map(_record, kinds)) for kinds in whole)
    sheets = (RELATION.format(f"r{n}", f"worksheets/sheet{n}.bin", "worksheet") for n, _ in pages)
    main = RELATION.format("r0", "xl/workbook.bin", "officeDocument")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS.format(main))
        archive.writestr("xl/workbook.bin", begin + listed + end)
        archive.writestr("xl/_rels/workbook.bin.rels", RELATIONS.format("".join(sheets)))
        for n, page in pages:
            archive.writestr(f"xl/worksheets/sheet{n}.bin", _sheet(page))
    return path
