"""Reading numbers and words back out of sentences."""

import re

from indicators.wording import Lang

# What a figure that is not judged must never be called.
JUDGING = {
    "nl": (
        "beter best goed slecht slechter zorgelijk zorgwekkend ernstig gunstig ongunstig "
        "tekortschieten faalt falen mislukt voldoende onvoldoende achterblijft achterblijven "
        "teleurstellend alarmerend te veel te weinig te hoog te laag onacceptabel"
    ),
    "en": (
        "better best good bad worse worst worrying alarming poor poorly fails failing failed "
        "sufficient insufficient disappointing lagging too many too high too low unacceptable"
    ),
}
_PHRASES = {"nl": ("te veel", "te hoog", "te laag"), "en": ("too many", "too high", "too low")}
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


def judging_words(text: str, lang: Lang) -> set[str]:
    """The judging words in a text."""
    words = set(re.findall(r"[a-zé]+", text.lower()))
    single = set(JUDGING[lang].split()) - {w for p in _PHRASES[lang] for w in p.split()}
    single -= {"weinig"}
    return (words & single) | {phrase for phrase in _PHRASES[lang] if phrase in text.lower()}


def numbers(text: str, lang: Lang) -> list[float]:
    """Every number in a text, read as people of that language write it."""
    found = []
    for match in _NUMBER.finditer(text):
        plain = (
            match[0].replace(".", "").replace(",", ".")
            if lang == "nl"
            else match[0].replace(",", "")
        )
        found.append(float(plain))
    return found
