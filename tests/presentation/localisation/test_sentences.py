"""What sentences may say, and how they are written: rules for whoever writes or translates one.

The rules hold for every message that a reader of a brief or a letter meets; messages of the
command line may say why something failed.
"""

import re

import pytest

from generator.presentation.localisation.catalogue import parts, read_catalogue
from generator.project import LANGUAGES, Project

LOCALES = Project.here().locales

NOT_READ = (
    "cli.",
    "problem.",
    "lack.",
    "notice.",
    "make.",
    "setup.",
    "messages.",
    "send.",
    "ledger.",
)
"""Messages for whoever runs the program."""


def spoken(code):
    """Every text that a reader may meet, with its key; several forms of one message apart."""
    return [
        (key, form)
        for key, message in read_catalogue(LOCALES, code).messages.items()
        for form in message.forms
        if not key.startswith(NOT_READ)
    ]


def hits(code, pattern, *, without=()):
    """Messages in which something stands that may not."""
    found = {}
    for key, text in spoken(code):
        rest = text
        for allowed in without:
            rest = re.sub(allowed, "", rest, flags=re.I)
        if re.search(pattern, rest, re.I):
            found[key] = text
    return found


CAUSAL = {
    "en": r"\b(affect\w*|leads? to|led to|leading to|increases|decreases|because|thanks to|causes?"
    r"|caused|causing|caused by|due to the|impacts?|impacted|influenc\w*|consequences?"
    r"|results? in|resulted in|drives?|driven by|driver|owing to|effects?)\b",
    "ru": r"\b(влия\w+|повлия\w+|привод\w+ к|приве(?:л|ла|ло|ли|дёт|дет) к|из-за|благодаря"
    r"|вызва\w*|вызыва\w*|обуслов\w*|воздейств\w*|следстви\w*|последстви\w*|вследствие|эффект\w*"
    r"|причин\w*|способству\w*|ведёт к|ведет к|ведут к)\b",
    "kk": r"(әсер\w*|ықпал\w*|әкеле\w*|әкелді|әкелген|арқасында|салдар\w*|себеп\w*|себеб\w*"
    r"|нәтижесінде|тудыр\w*|туғыз\w*)",
}
"""Verbs and nouns that claim a cause; association is "associated", "связь", "байланыс"."""

TERMS = {
    "en": (r"fixed[ -]effects?", r"(?:unit|year|region) effects?", r"do(?:es)? not prove a cause",
           r"not proof of (?:a )?cause", r"proves no cause"),
    "ru": (r"фиксированн\w+ эффект\w*", r"эффект\w* (?:единиц\w*|лет|регион\w*)",
           r"не доказыва\w+ причин\w*", r"не доказательство причин\w*",
           r"причинности он не доказывает"),
    "kk": (r"бекітілген әсер\w*", r"(?:бірлік|жыл|өңір) әсер\w*",
           r"себеп-салдарлық байланысты дәлелдемейді", r"себептің дәлелі емес",
           r"себептілікті дәлелдемейді"),
}  # fmt: skip
"""Terms of statistics that have such a noun, and the sentences that deny a cause."""


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_sentence_claims_a_cause(code):
    """Association is not cause: neither a verb nor a noun says so, outside fixed terms."""
    assert len(spoken(code)) > 300
    assert hits(code, CAUSAL[code], without=TERMS[code]) == {}


NO_EFFECT = {
    "en": r"\bno (?:effect|association|influence|relation\w*)\b(?! is not)",
    "ru": r"(?:эффект\w*|связ\w+|влияни\w+) (?:нет|отсутству\w+)|нет (?:эффекта|связи|влияния)",
    "kk": r"(?:әсер\w*|байланыс\w*) жоқ(?! екенін дәлелдемейді)",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_sentence_says_that_there_is_no_effect(code):
    """What data cannot tell from zero is not zero."""
    denied = {"en": (r"not proof that there is no association",), "ru": (), "kk": ()}[code]
    assert hits(code, NO_EFFECT[code], without=denied) == {}


@pytest.mark.parametrize(
    ("code", "sentence", "claims"),
    [
        ("en", "Diversification leads to growth.", True),
        ("en", "The impact of diversification is positive.", True),
        ("en", "The fixed-effects model has unit effects.", False),
        ("en", "Higher diversification is associated with growth.", False),
        ("ru", "Диверсификация влияет на рост.", True),
        ("ru", "Влияние диверсификации положительно.", True),
        ("ru", "Показатель приводится без весов.", False),
        ("ru", "Модель с фиксированными эффектами.", False),
        ("kk", "Әртараптандыру өсімге әсер етеді.", True),
        ("kk", "Бекітілген әсерлер моделі.", False),
    ],
)
def test_a_claim_of_cause_is_recognised(code, sentence, claims):
    """Verbs and nouns of cause are found, terms of statistics are not."""
    text = sentence
    for term in TERMS[code]:
        text = re.sub(term, "", text, flags=re.I)
    assert bool(re.search(CAUSAL[code], text, re.I)) is claims


UNWANTED = {
    "kk": {
        r"өткен жыл": "алдыңғы жыл",
        r"еліміз": "елдегі",
        r"іс жүзінде": "шамалас",
        r"орташа республикалық": "республика бойынша орташа",
        r"салыстырмалы салмағ": "үлес",
        r"аймақ(?!тық статус)": "өңір",
        r"\d+-(?:шы|ші|ыншы|інші) ": "3-орын",
    },
    "ru": {
        r"практически": "примерно",
        r"удельн\w+ вес": "доля",
        r"в разрезе": "по регионам",
        r"\bг\.\.": "года",
    },
    "en": {
        r"\bweight of\b": "share",
        r"compared to": "compared with",
        r"[«»]": "“ ”",
        r"\btenges\b": "tenge",
        r"on the previous year": "compared with the previous year",
    },
}
"""Words that the house does not use, and what it says instead."""


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_words_of_the_house_are_used(code):
    """One word for one thing, in the whole brief."""
    found = {pattern: hits(code, pattern) for pattern in UNWANTED[code]}
    assert {pattern: keys for pattern, keys in found.items() if keys} == {}


SIGNED = re.compile(r"[–—] ?\{(?:\w*_signed|contribution)(?:\.\w+)?\}")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_signed_number_never_follows_a_dash(code):
    """A dash before a minus cannot be read: signed values follow a colon, or stand in brackets."""
    assert [key for key, text in spoken(code) if SIGNED.search(text)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_dashes_and_quotes_are_those_of_the_language(code):
    """En dashes, never a hyphen between spaces; « » in Kazakh and Russian, “ ” in English."""
    wrong = r'["\']' if code == "en" else r'["\'“”]'
    assert hits(code, r"\s-\s|—|" + wrong, without=(r"’",)) == {}


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_numbers_written_out_in_a_message_are_printed_like_any_other(code):
    """A decimal comma and a no-break space, since no code prints them."""
    assert (
        hits(
            code, r"\d\.\d|\d{1,3} \d{3}\b", without=(r"PDDL 1\.0", r"NACE 2\.1", r"\d+\.\d+\.\d+")
        )
        == {}
    )


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_two_decimals_beside_each_other_are_parted_by_a_semicolon(code):
    """Of 1,5, 2,5 nobody can tell the numbers."""
    values = r"(?:v\d?|u\d?|uv|rv|div|share\d?|se|sd|vmax|vmin)"
    assert hits(code, rf"\{{{values}(?:\.\w+)?\}}, \{{{values}(?:\.\w+)?\}}") == {}


def test_a_russian_year_is_written_out_where_a_sentence_ends():
    """«г.» before a full stop would give two: sentences say года, titles гг."""
    found = [
        key
        for key, text in spoken("ru")
        if re.search(r"\bгг?\.\s+[А-ЯЁ]", re.sub(r"гг\. (?:Максимум|Индекс|Регион|Ось)", "", text))
    ]
    assert found == []


def test_russian_singular_also_serves_twenty_one():
    """The first Russian form holds the number: 21 регион."""
    for key, message in read_catalogue(LOCALES, "ru").messages.items():
        if message.plural and not key.startswith("noun."):
            assert "{n" in message.forms[0], key


def test_english_sentences_do_not_begin_with_a_number():
    """A figure at the start of a sentence is written otherwise."""
    number = re.compile(r"^\{(?:n|k|v\d?|share\d?|rank\d?|pct|pp|ratio)(?:\.\w+)?\}")
    begun = [
        key
        for key, text in spoken("en")
        if number.match(text) and text.endswith(".") and len(parts(text)) > 1
    ]
    assert begun == []
