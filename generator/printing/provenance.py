"""Where a PDF comes from, written into it and read back: region, year, edition, figures.

The values stand in the metadata of the file (XMP), as a namespace of our own that the file
describes, as the archival standard asks (ISO 19005-3, 6.6.2.3.3). Whoever holds a brief can tell
from its bytes what it is; its file name proves nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from xml.etree import ElementTree as ET

from generator.errors import Location, Problem, Refused
from generator.printing.pdf_reader import metadata

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
A, UA = "http://www.aiim.org/pdfa/ns/id/", "http://www.aiim.org/pdfua/ns/id/"
OURS = "urn:x-oblys:provenance:1#"
EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
PROPERTY = "http://www.aiim.org/pdfa/ns/property#"

DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
KNOWN = (
    RDF,
    A,
    DUBLIN_CORE,
    EXTENSION,
    "http://ns.adobe.com/xap/1.0/",
    "http://ns.adobe.com/pdf/1.3/",
)
"""Namespaces that every reader of an archival file knows."""

PREFIXES = {
    "rdf": RDF,
    "pdfuaid": UA,
    "oblys": OURS,
    "pdfaExtension": EXTENSION,
    "pdfaSchema": SCHEMA,
    "pdfaProperty": PROPERTY,
}

VALUES = {
    "subject": (r"KZ(-[0-9]{2})?", "Text", "region code"),
    "year": (r"[12][0-9]{3}", "Integer", "reference year"),
    "edition": (r"[1-9][0-9]{0,3}", "Integer", "edition number"),
    "language": (r"[a-z]{2}", "Text", "language code"),
    "vintage": (r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]", "Date", "release date"),
    "facts_sha256": (r"[0-9a-f]{64}", "Text", "checksum of facts"),
}
"""Each value: its form, its type in the metadata, and what it is, for the file's description."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a brief is, and from which figures it was made.

    Parameters
    ----------
    subject
        Region code, or ``KZ`` for the nation.
    year
        Reference year.
    edition
        Number of the edition, from 1.
    language
        Code of its language.
    vintage
        Day on which the figures were released.
    facts_sha256
        SHA-256 of the facts file of the brief, ``facts/<code>.json``.
    """

    subject: str
    year: int
    edition: int
    language: str
    vintage: date
    facts_sha256: str

    @property
    def name(self) -> str:
        """Name of the brief: region and language."""
        return f"{self.subject}.{self.language}"


def identified(rdf: bytes, provenance: Provenance) -> bytes:
    """Add to the metadata of an archival PDF that it is accessible too, and where it comes from.

    Parameters
    ----------
    rdf
        The one ``rdf:RDF`` element of the file. Validators read only the first, so everything
        goes inside it.
    provenance
        What the file is.

    Returns
    -------
    bytes
        The same element with the identification of PDF/UA-1, our values, and the description of
        both namespaces.
    """
    for prefix, namespace in PREFIXES.items():
        ET.register_namespace(prefix, namespace)
    root = ET.fromstring(rdf)
    _about(root, UA, {"part": "1"})
    values = {name: str(value) for name, value in asdict(provenance).items()}
    _about(root, OURS, values)
    description = ET.SubElement(root, _name(RDF, "Description"), {_name(RDF, "about"): ""})
    schemas = ET.SubElement(description, _name(EXTENSION, "schemas"))
    bag = ET.SubElement(schemas, _name(RDF, "Bag"))
    _schema(bag, ("PDF/UA identification", "pdfuaid", UA), [("part", "Integer", "part of PDF/UA")])
    described = [(name, kind, text) for name, (_, kind, text) in VALUES.items()]
    _schema(bag, ("Oblys provenance", "oblys", OURS), described)
    written: bytes = ET.tostring(root, encoding="utf-8")
    return written


def _about(root: ET.Element, namespace: str, values: dict[str, str]) -> None:
    description = ET.SubElement(root, _name(RDF, "Description"), {_name(RDF, "about"): ""})
    for name, value in values.items():
        ET.SubElement(description, _name(namespace, name)).text = value


def _schema(
    bag: ET.Element, head: tuple[str, str, str], properties: Sequence[tuple[str, str, str]]
) -> None:
    """Describe a namespace: its title, prefix and address, and the properties in it."""
    entry = _resource(bag, SCHEMA, zip(("schema", "prefix", "namespaceURI"), head, strict=True))
    listed = ET.SubElement(ET.SubElement(entry, _name(SCHEMA, "property")), _name(RDF, "Seq"))
    for name, kind, text in properties:
        fields = {"name": name, "valueType": kind, "category": "internal", "description": text}
        _resource(listed, PROPERTY, fields.items())


def _resource(parent: ET.Element, namespace: str, fields: Iterable[tuple[str, str]]) -> ET.Element:
    entry = ET.SubElement(parent, _name(RDF, "li"), {_name(RDF, "parseType"): "Resource"})
    for field, value in fields:
        ET.SubElement(entry, _name(namespace, field)).text = value
    return entry


def _name(namespace: str, name: str) -> str:
    return f"{{{namespace}}}{name}"


def read(content: bytes, name: str = "") -> Provenance:
    """Tell from the bytes of a PDF what it is.

    Parameters
    ----------
    content
        The file.
    name
        Name of the file, for error messages.

    Raises
    ------
    Refused
        If the content is no PDF, says nothing of its provenance, or says something impossible or
        contradictory.
    """
    return stated(metadata(content, name), name)


def stated(xmp: bytes, name: str = "") -> Provenance:
    """Tell from the metadata of a PDF what it is; errors as for :func:`read`."""
    root = _first_rdf(xmp)
    found = {key: _stated(root, _name(OURS, key)) for key in VALUES}
    if not any(found.values()):
        raise Refused([Problem("problem.no_provenance", Location(name))])
    problems = [
        Problem("problem.bad_provenance", Location(name, column=key), {"found": ", ".join(texts)})
        for key, texts in found.items()
        if len(texts) != 1 or not _sound(key, texts[0])
    ]
    if problems:
        raise Refused(problems)
    value = {key: texts[0] for key, texts in found.items()}
    return Provenance(
        value["subject"],
        int(value["year"]),
        int(value["edition"]),
        value["language"],
        date.fromisoformat(value["vintage"]),
        value["facts_sha256"],
    )


def standards(xmp: bytes) -> str:
    """Name the standards that the metadata of a PDF says it keeps to, as ``A-3A, UA-1``.

    What stands outside the first ``rdf:RDF`` does not count, since validators do not read it.
    """
    root = _first_rdf(xmp)
    part, level, accessible = (
        "/".join(_stated(root, _name(*each)))
        for each in ((A, "part"), (A, "conformance"), (UA, "part"))
    )
    return f"A-{part}{level}, UA-{accessible}"


def title(xmp: bytes) -> str:
    """Return the title in the metadata of a PDF; empty if there is none."""
    found = _first_rdf(xmp).find(f"*/{_name(DUBLIN_CORE, 'title')}//{_name(RDF, 'li')}")
    return "" if found is None or found.text is None else found.text


def undescribed(xmp: bytes) -> tuple[str, ...]:
    """List the values in the metadata of a PDF whose namespace the file does not describe.

    Namespaces of the standards' own need no description (ISO 19005-3, 6.6.2.3).
    """
    root = _first_rdf(xmp)
    described = {
        (each.findtext(_name(SCHEMA, "namespaceURI")), name.text)
        for each in root.iterfind(f".//{_name(EXTENSION, 'schemas')}//{_name(RDF, 'li')}")
        for name in each.iterfind(f".//{_name(PROPERTY, 'name')}")
    }
    used = (
        tuple(tag[1:].split("}"))
        for about in root
        for tag in (*(each.tag for each in about), *about.attrib)
        if tag.startswith("{")
    )
    unknown = (each for each in used if each[0] not in KNOWN and each not in described)
    return tuple(sorted(name for _, name in unknown))


def _stated(root: ET.Element, name: str) -> list[str]:
    """All statements of one value, in both forms that the metadata's grammar knows."""
    elements = [element.text or "" for element in root.iterfind(f"*/{name}")]
    return elements + [element.attrib[name] for element in root if name in element.attrib]


def _sound(key: str, text: str) -> bool:
    if not re.fullmatch(VALUES[key][0], text):
        return False
    try:
        return key != "vintage" or bool(date.fromisoformat(text))
    except ValueError:
        return False


def _first_rdf(xmp: bytes) -> ET.Element:
    """Return the first ``rdf:RDF`` of the metadata; an empty one if there is none.

    A document type could make a small file unfold into a huge one, and no metadata has one.
    """
    nothing = ET.Element(_name(RDF, "RDF"))
    if b"<!DOCTYPE" in xmp or b"<!ENTITY" in xmp:
        return nothing
    try:
        packet = ET.fromstring(xmp)
    except ET.ParseError:
        return nothing
    found = packet.find(_name(RDF, "RDF"))
    return nothing if found is None else found
