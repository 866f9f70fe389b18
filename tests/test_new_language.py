"""A language that nobody has seen: one folder, made here from the English one, and it prints.

Its texts are accented and a third longer, as translations are; nothing else is added. What is
not accented in the printed brief is not from the catalogues.
"""

import csv
import re
import shutil
import subprocess
import sys

import pytest

from generator.pipeline import Request, build
from generator.presentation.localisation import phrases
from generator.presentation.localisation.catalogue import parts, read_catalogue
from generator.presentation.localisation.language import Language
from generator.project import Project
from tests import printed
from tests.mail import editions

HERE = Project.here()
CODE = "xx"
ACCENTED = str.maketrans("aeiouyAEIOUYcnsz", "áéíóúýÁÉÍÓÚÝčñšž")
LONGER = 1.3


def strange(text):
    """Accent a text and lengthen it by a third: the vowels of its words are drawn out in turn."""
    words = re.split(r"([A-Za-z]+)", text)
    able = [at for at in range(1, len(words), 2) if drawable(words[at])]
    missing = round(len(text) * (LONGER - 1)) if able else 0
    share, rest = divmod(missing, len(able)) if able else (0, 0)
    for number, at in enumerate(able):
        words[at] = drawn_out(words[at], share + (number < rest))
    return "".join(words)


def drawable(word):
    """Whether a word is one of the language: no abbreviation, no symbol."""
    return len(word) > 2 and not word.isupper() and any(letter in "aeiou" for letter in word)


def drawn_out(word, missing):
    """A word with its last vowel drawn out, and its letters accented."""
    at = max(at for at, letter in enumerate(word) if letter in "aeiou")
    return (word[:at] + word[at] * missing + word[at:]).translate(ACCENTED)


def strange_message(text):
    """A message with its slots as they are."""
    said = []
    for literal, field in parts(text):
        said += [strange(literal), "" if field is None else f"{{{field}}}"]
    return "".join(said)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The project with one more language."""
    root = tmp_path_factory.mktemp("project")
    for folder in ("data", "generator", "templates"):
        (root / folder).symlink_to(HERE.root / folder)
    shutil.copytree(HERE.locales, root / "locales")
    shutil.copytree(HERE.locales / "en", root / "locales" / CODE)
    folder = root / "locales" / CODE
    catalogue = folder / "LC_MESSAGES" / "messages.po"
    head, _, body = catalogue.read_text(encoding="utf-8").partition("\n\n")
    text = re.sub(r'(?m)^((?:msgstr(?:\[\d\])? )?)"(.+)"$', changed, body)
    catalogue.write_text(f"{head}\n\n{text}", encoding="utf-8")
    with (folder / "names.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    with (folder / "names.csv").open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(
            [rows[0], *([*row[:2], *map(strange, row[2:])] for row in rows[1:])]
        )
    return Project.at(root)


def changed(line):
    """One line of a translation."""
    return f'{line[1]}"{strange_message(line[2])}"'


def words_of(locales, code):
    """All words of a catalogue, without slots."""
    messages = read_catalogue(locales, code).messages.values()
    forms = (form for message in messages for form in message.forms)
    return "".join(literal for form in forms for literal, _ in parts(form))


def test_the_texts_are_a_third_longer(project):
    """As those of a language that needs more words than English."""
    longer = len(words_of(project.locales, CODE)) / len(words_of(HERE.locales, "en"))
    assert 1.28 < longer < 1.4


def test_a_folder_is_a_language(project):
    """Numbers, names and sentences, with no line of code for it."""
    language = Language.load(project.locales, CODE)
    assert language.number(1234.5, 1) == "1,234.5"
    assert language.region("KZ-23") == strange(Language.load(HERE.locales, "en").region("KZ-23"))
    assert phrases.place(language, "noun", 3).startswith("3rd ")


def test_a_language_without_a_grammar_needs_none(tmp_path):
    """Without one, numbers, ranks and days have one form each."""
    locales = shutil.copytree(HERE.locales, tmp_path / "locales")
    settings = locales / "en" / "language.toml"
    kept = re.sub(r"(?m)^grammar.*\n", "", settings.read_text(encoding="utf-8"))
    settings.write_text(kept, encoding="utf-8")
    catalogue = locales / "en" / "LC_MESSAGES" / "messages.po"
    plain = re.sub(r"(\{\w+)\.ord\}", r"\1}", catalogue.read_text(encoding="utf-8"))
    catalogue.write_text(plain, encoding="utf-8")
    assert phrases.place(Language.load(locales, "en"), "noun", 3) == "3 place"


SUBJECTS = ("KZ-27", "KZ-62", "KZ")
"""The region with the longest name, one without history, and the nation."""


@pytest.fixture(scope="module")
def outcome(project, tmp_path_factory):
    """Their briefs in the new language, and in the one that it was made from."""
    request = Request(regions=SUBJECTS, languages=(CODE, "en"), jobs=2)
    here = Project.at(project.root, out=tmp_path_factory.mktemp("out"))
    return build(here, request, lambda _: None, lambda _: None)


def test_nothing_spills_over(outcome):
    """Every brief has passed the inspection: no text outside its place, every page as found."""
    assert not outcome.problems
    assert outcome.files == 2 * len(SUBJECTS)
    for subject in SUBJECTS:
        own, english = (
            printed.pages_of(outcome.folder / f"{subject}.{code}.pdf") for code in (CODE, "en")
        )
        assert len(own) in (len(english), len(english) + 1)  # a longer section takes another page


def test_every_word_comes_from_the_catalogue(outcome):
    """A word of five small letters without an accent would be one that code or templates hold."""
    for subject in SUBJECTS:
        text = "".join(printed.pages_of(outcome.folder / f"{subject}.{CODE}.pdf"))
        assert len(text) > 5000
        assert set(re.findall(r"\b[a-z]{5,}\b", text)) == set()


MESSAGE = """

msgid "letter.in.xx"
msgstr "{}"
"""
LETTER = """
import sys
from pathlib import Path
from generator import project
root = Path(sys.argv[1])
project.LANGUAGES += ("xx",)
project.Project.here = classmethod(lambda _: project.Project.at(root))
from generator.cli import main
words = ["--settings", f"{root}/sender.toml", "--recipients", f"{root}/recipients.csv"]
sys.exit(main(["send", *words, "--region", "KZ-23", "--out", f"{root}/out", "--ui", "en"]))
"""


def test_letters_and_address_book_know_it_by_the_list_of_languages(project):
    """One word in it: a column of the book, a name of the sender, a part of the letter."""
    root = project.root
    texts = {"kk": "жаңа тілде", "ru": "на новом языке", "en": "in English", CODE: "xx"}
    for code, text in texts.items():
        with (root / "locales" / code / "LC_MESSAGES" / "messages.po").open("a") as catalogue:
            catalogue.write(MESSAGE.format(text))
    editions.issue(root / "out", languages=("kk", "ru", "en", CODE))
    lines = [["region", "languages", "role", *(f"name_{each}" for each in texts), "address"]]
    for region, _, role, *names, address in editions.rows():
        lines.append([region, f"{CODE} kk", role, *names, "Ófficé", address])
    book = "\n".join(",".join(line) for line in lines) + "\n"
    (root / "recipients.csv").write_text(book, encoding="utf-8")
    settings = editions.write_settings(root / "sender.toml", "localhost", 25, "")
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("name_kk", 'name_xx = "Céntré"\nname_kk'), encoding="utf-8")
    command = [sys.executable, "-c", LETTER, root]
    done = subprocess.run(command, cwd=HERE.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "2025_KZ-23_xx_ed1.pdf (на новом языке)" in done.stdout
    assert done.stdout.count("* * *") == 3  # three languages, then the checksums
    assert done.stdout.count("Céntré") == 1
    assert "in English" not in done.stdout
