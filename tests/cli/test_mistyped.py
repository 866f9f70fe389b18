"""Mistyped and naive command lines: what was meant is named, with the next command."""

import re

import pytest

from generator.cli import main

MISTYPED = [
    ("biuld", 2, "oblys build"),
    ("make", 2, "oblys build"),
    ("BUILD", 2, "oblys build"),
    ("generate --region KZ-23", 2, "oblys build"),
    ("mail", 2, "oblys send"),
    ("import grp.xlsx", 2, "oblys receive"),
    ("validate grp.xlsx", 2, "oblys check"),
    ("publish", 2, "oblys issue"),
    ("diff", 2, "oblys revisions"),
    ("delete 2026-11-23", 2, "oblys withdraw"),
    ("regions", 2, "oblys list"),
    ("Атырау", 2, "oblys build --region KZ-23"),
    ("Shymkent", 2, "oblys build --region KZ-79"),
    ("unemployment_rat", 2, "oblys"),
    ("build Атырау", 2, "oblys build --region KZ-23"),
    ("build KZ-23 KZ-47", 2, "oblys build --region KZ-47"),
    ("build 2024", 2, "oblys build --year 2024"),
    ("build 2024-06-01", 2, "oblys build --as-of 2024-06-01"),
    ("build kk", 2, "oblys build --language kk"),
    ("build --regoin KZ-23", 2, "--region"),
    ("build --yaer 2024", 2, "--year"),
    ("build --really", 2, "oblys send --really"),
    ("build --released 2024-06-01", 2, "oblys receive --released"),
    ("build --year 2O24", 2, "2O24"),
    ("build --year", 2, "--year"),
    ("build --as-of 01.06.2024", 2, "2024-06-01"),
    ("build --as-of 32.06.2024", 2, "2026-11-23"),
    ("build --language english", 2, "en"),
    ("build --region", 2, "--region"),
    ("build --region Atirau", 1, "KZ-23"),
    ("build --region Алматы", 1, "KZ-75"),
    ("build --region KZ-99", 1, "KZ-99"),
    ("build --region all", 1, "all"),
    ("build --jobs many", 2, "many"),
    ("build --year 1999", 1, "1999"),
    ("send --realy", 2, "--really"),
    ("send --really --outbox letters", 2, "--outbox"),
    ("check", 2, "oblys check --help"),
    ("check nothing.xlsx", 1, "nothing.xlsx"),
    ("receive grp.xlsx", 2, "--released"),
    ("receive grp.xlsx --released 30.11.2026", 2, "2026-11-30"),
    ("withdraw 2026-11-23", 2, "--because"),
    ("explain KZ-23", 2, "oblys explain KZ-23 unemployment_rate"),
    ("explain KZ-23 unemploiment_rate", 1, "unemployment_rate"),
    ("revisions 2024", 2, "2024"),
    ("list", 2, "regions"),
    ("list region", 2, "regions"),
    ("template", 2, "oblys template 2026"),
    ("why", 2, "oblys why KZ-23.kk"),
    ("verify missing.pdf", 1, "missing.pdf"),
    ("--year 2025", 2, "oblys"),
]


@pytest.mark.parametrize("ui", ["kk", "ru", "en"])
@pytest.mark.parametrize("line", MISTYPED, ids=lambda line: line[0])
def test_a_mistyped_line_is_answered_with_what_may_be_meant(capsys, tmp_path, line, ui):
    """Its exit code, the word that helps, no traceback, no cut list, and nothing written."""
    words, code, named = line
    assert main(["--ui", ui, *words.split(), "--out", str(tmp_path)]) == code
    shown = capsys.readouterr()
    assert named in shown.err
    assert shown.out == ""
    assert "Traceback" not in shown.err
    assert "…" not in shown.err.replace("indicators…", "").replace("показатели…", "").replace(
        "есептелуде…", ""
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [row[0] for row in MISTYPED if row[1] == 2])
def test_a_slip_of_usage_ends_with_where_to_read_on(capsys, words):
    """The last line names a command that helps; nobody is told that nothing was changed."""
    main(words.split())
    lines = capsys.readouterr().err.strip().splitlines()
    assert re.search(r"oblys( [a-z]+ --help)?$", lines[-1])
    assert "changed" not in " ".join(lines)
