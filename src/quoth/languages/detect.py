"""Which installed language a text is in: by its letters and function words, and where these leave doubt by a model."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from quoth.languages.section import installed_packs
from quoth.languages.signs import load_signs
from quoth.languages.words import load_words

#: Characters of a text that are looked at; more changes no verdict on news.
SAMPLE = 6000
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_CLEAR_SHARE = 0.3  # of the words: running text has that many function words of its own language
_CLEAR_LEAD = 1.5
_MISFIT = 0.02  # of the letters: names in another alphabet stay below it
_QUOTED = 0.2  # of the letters: quotations in another alphabet stay below it
_MARKED = 0.004  # of the letters: і, ї, є together make up 8 % of Ukrainian, ы, э, ё 2.5 % of Russian
_ENOUGH = 150  # letters from which the lack of marked letters says something
_DOUBT = 4.0  # log-likelihood by the root of the length; German for Dutch and Bulgarian for Russian are at 8 and more
_FEW = 40  # characters up to which a text may be a mere name, which the model would take for anything


class UnknownLanguage(ValueError):
    """No installed language fits a text; the message says what it looks like and what is installed."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a language fits: shares of the words that are its function words, of letters that it lacks."""

    code: str
    words: float
    misfit: float


def detect(text: str, codes: Collection[str] | None = None) -> str:
    """The code of the language of a text, of `codes` (default: the installed packs).

    Raises:
        UnknownLanguage: there are no words in it, or none of these languages fits.
    """
    known = tuple(sorted(codes if codes is not None else installed_packs()))
    sample = unicodedata.normalize("NFC", text[:SAMPLE]).lower()
    words = _WORD.findall(sample)
    if not words:
        raise UnknownLanguage("there are no words in it")
    every = (_fit(code, words) for code in known)
    fits = sorted((f for f in every if f.misfit <= _QUOTED), key=lambda f: (-f.words, f.code))
    rival = fits[1].words if len(fits) > 1 else 0.0
    if fits and fits[0].misfit <= _MISFIT and fits[0].words >= max(_CLEAR_SHARE, _CLEAR_LEAD * rival):
        return fits[0].code
    return _by_model(sample, fits, known)


def _fit(code: str, words: list[str]) -> Fit:
    signs, own = load_signs(code), _function_words(code)
    letters = "".join(words)
    foreign = sum(1 for c in letters if c.isalpha() and c not in signs.alphabet)
    lacks = (
        bool(signs.marked)
        and len(letters) >= _ENOUGH
        and sum(letters.count(c) for c in signs.marked) < _MARKED * len(letters)
    )
    return Fit(code, sum(1 for w in words if w in own) / len(words), 1.0 if lacks else foreign / len(letters))


@cache
def _function_words(code: str) -> frozenset[str]:
    words = load_words(code)
    lists = (getattr(words, f.name) for f in fields(words))
    return frozenset(w for found in lists if isinstance(found, frozenset) for w in found if " " not in w)


def _by_model(sample: str, fits: list[Fit], known: tuple[str, ...]) -> str:
    """The likeliest language whose letters fit, unless another that is not installed is much likelier."""
    ranked: list[tuple[str, float]] = _model().rank(sample)
    likeliest, best = ranked[0]
    fitting = {f.code for f in fits}
    for code, likelihood in ranked:
        if code in fitting and best - likelihood < _DOUBT * math.sqrt(len(sample)):
            return code
    if fits and len(sample) <= _FEW:
        return fits[0].code
    raise UnknownLanguage(f"it looks like language {likeliest!r}; installed: {', '.join(known)}")


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second to load: only when there is doubt

    return LanguageIdentifier.from_model_file(MODEL_FILE)
