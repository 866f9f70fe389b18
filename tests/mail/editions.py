"""Small issued editions: PDFs of one empty page that say which brief they are."""

import hashlib
import json
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from xml.etree import ElementTree as ET

import pikepdf

from generator.classifications.regions import NATION
from generator.dataset.code_lists import read_regions
from generator.printing.provenance import RDF, Provenance, identified
from generator.project import Project
from generator.publication.edition_records import SCHEMA
from generator.publication.editions import EDITIONS, MANIFEST, Edition, IssuedFile
from generator.publication.ledger import ledger
from generator.sending.address_book import COLUMNS, read_book

ROOT = Project.here().root
YEAR = 2025
LANGUAGES = ("kk", "ru")
ISSUED = date(2026, 11, 24)
REGIONS = (
    *(region.code for region in read_regions(Project.here().classifications).current()),
    NATION,
)


@cache
def tiny_pdf(subject, language, edition=1, year=YEAR, padding=0):
    """A PDF of one empty page with the provenance of a brief; padding makes it larger."""
    facts = hashlib.sha256(f"{subject}{edition}".encode()).hexdigest()
    provenance = Provenance(subject, year, edition, language, date(2026, 11, 23), facts)
    empty = ET.tostring(ET.Element(f"{{{RDF}}}RDF"))
    rdf = identified(empty, provenance)
    packet = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + rdf + b"</x:xmpmeta>"
    target = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.Root.Metadata = document.make_stream(packet)
        if padding:
            document.Root.Padding = document.make_stream(bytes(padding))
        document.save(target, compress_streams=False, deterministic_id=True)
    return target.getvalue()


def issue(out, number=1, changed=None, languages=LANGUAGES, **more):
    """Write an edition; from the second on only the changed briefs are new.

    ``changed`` holds pairs of region and language; all of them in a first edition. ``regions``
    may be fewer than all; ``given`` holds briefs of one's own by region and language, and
    ``facts`` the facts that the edition keeps, by region.
    """
    regions, given = more.pop("regions", REGIONS), more.pop("given", {})
    facts = more.pop("facts", {})
    assert not more
    folder = out / str(YEAR) / EDITIONS / str(number)
    (folder / "briefs").mkdir(parents=True)
    files = []
    for subject in regions:
        for language in languages:
            made_for = number
            if changed is not None and (subject, language) not in changed:
                made_for = number - 1
            content = given.get((subject, language)) or tiny_pdf(subject, language, made_for)
            path = f"briefs/{subject}.{language}.pdf"
            (folder / path).write_bytes(content)
            digest = hashlib.sha256(content).hexdigest()
            files.append(IssuedFile(path, subject, language, made_for, digest, len(content)))
    files += [keep_facts(folder, subject, listed, number) for subject, listed in facts.items()]
    issued = ISSUED + timedelta(days=number - 1)
    edition = Edition(YEAR, number, date(2026, 11, 23), issued, tuple(files), {"oblys": "0"})
    (folder / MANIFEST).write_text(edition.as_json(), encoding="utf-8")
    record(out, edition)
    return edition


def fact(measure, value, rank=None, period=YEAR, industry=""):
    """One fact about Atyrau, as an edition keeps it."""
    about = {"subject": "KZ-23", "measure": measure, "industry": industry, "period": period}
    made = {"unit": "", "decimals": 1, "vintage": "2026-11-23", "status": "computed"}
    return {**about, **made, "sources": [], "value": value, "rank": rank, "of": rank and 20}


def keep_facts(folder, subject, listed, number):
    """Write the facts of a region into an edition; how its manifest names them."""
    path = f"facts/{subject}.json"
    (folder / "facts").mkdir(exist_ok=True)
    content = json.dumps({"facts": listed}).encode()
    (folder / path).write_bytes(content)
    return IssuedFile(path, subject, "", number, sha256(content), len(content))


def record(out, edition):
    """Write into the ledger that an edition was issued with the manifest that it has now."""
    manifest = out / str(edition.year) / EDITIONS / str(edition.number) / MANIFEST
    row = (edition.year, edition.number, str(edition.issued), sha256(manifest.read_bytes()))
    with ledger(out, SCHEMA) as connection:
        connection.execute("INSERT OR REPLACE INTO issued VALUES (?, ?, ?, ?)", row)


def rows(languages=LANGUAGES, **addresses):
    """Rows of an address book, one for each region; addresses given replace the usual ones."""
    for code in REGIONS:
        role = "ministry" if code == NATION else "akimat"
        usual = f"{code.lower()}@akimat.test"
        address = addresses.get(code.replace("-", "_"), usual)
        names = (f"Мекеме {code}", f"Учреждение {code}", f"Office {code}")
        yield (code, " ".join(languages), role, *names, address)


def write_book(path, lines):
    """Write an address book."""
    text = "\n".join([",".join(COLUMNS), *(",".join(line) for line in lines)])
    path.write_text(text + "\n", encoding="utf-8")
    return path


def book(folder, **addresses):
    """The address book of all 21 recipients, read."""
    return read_book(write_book(folder / "recipients.csv", rows(**addresses)), REGIONS)


def write_settings(path, host, port, ca_file, **more):
    """Write the settings of a sender for a server; ``seconds`` shortens every stage."""
    values = {"security": "starttls", "user": "sender", "letters_per_minute": 0, **more}
    seconds = values.pop("seconds", {})
    server = {"host": host, "port": port, **values}
    if ca_file:
        server["ca_file"] = str(ca_file)
    sender = {
        "address": "briefs@economy.test",
        "name_kk": "Экономика орталығы",
        "name_ru": "Центр экономики",
        "name_en": "Centre of economics",
        "contact": "briefs@economy.test",
    }
    tables = {"server": server, "sender": sender, "seconds": seconds}
    text = "".join(
        f"[{name}]\n{''.join(map(_line, table.items()))}" for name, table in tables.items()
    )
    path.write_text(text, encoding="utf-8")
    return path


def _line(entry):
    """One entry of a TOML table, as a person would write it."""
    key, value = entry
    return f"{key} = {json.dumps(value, ensure_ascii=False)}\n"


def known(entry, state):
    """A letter as the register would return it in a state."""
    return replace(entry, state=state)


def sha256(content):
    """Checksum of a file's content."""
    return hashlib.sha256(content).hexdigest()
