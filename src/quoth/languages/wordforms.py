"""The notation for words and their forms in `actors.toml` and in conflict files.

Nouns are written `singular` or `singular|plural`, where the plural is a suffix (`woordvoerder|s`) or, after `=`, a
whole
word (`zegsman|=zegslieden`). In languages with declension a word is `stem/paradigm` and expands to the forms that
`[paradigms]` joins to it. Several words are separated by `;`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quoth.languages.section import LanguageError

_ADJECTIVAL = "an"  # the paradigm of nouns that are adjectives by form (військовий)


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form of a word or phrase; `number` is `sg` or `pl`, `cases` letters out of `NGDAIL` (empty:
    untold),
    `capital` how it must be written: `first` letter, `all` letters, or anyhow; `adjectival` nouns are adjectives,
    too."""

    words: tuple[str, ...]
    number: str | None = None
    cases: str = ""
    capital: str = ""
    adjectival: bool = False


def split(text: str) -> tuple[str, ...]:
    """The items of a list written with `;`."""
    return tuple(" ".join(item.split()) for item in text.split(";") if item.strip())


def expand(item: str, paradigms: Mapping[str, tuple[tuple[str, str, str], ...]], where: str) -> Iterator[Form]:
    """All forms of a listed word or phrase.

    Raises:
        LanguageError: a paradigm that is not in the section.
    """
    capital = _capital(item)
    if "|" in item:
        one, _, many = item.partition("|")
        if one:
            yield Form(tuple(one.lower().split()), "sg", "", capital)
        yield Form(tuple((many[1:] if many.startswith("=") else one + many).lower().split()), "pl", "", capital)
        return
    words = item.split()
    kinds = [_paradigm(w) for w in words]
    for kind in kinds:
        if kind and kind not in paradigms:
            raise LanguageError(f"{where}: no paradigm {kind!r}, which {item!r} names")
    if not any(kinds):
        yield Form(tuple(w.lower() for w in words), None, "", capital)
        return
    lead = _lead(kinds, paradigms)
    for ending, number, cases in paradigms[kinds[lead]]:
        yield from _agreeing(words, kinds, lead, ending, number, cases, paradigms)


def _capital(item: str) -> str:
    """How a listed word must be written: an abbreviation in capitals, a proper name with one."""
    word = item.replace("|=", " ").split("|")[0].split()[0]
    return "all" if len(word) > 1 and word.isupper() else "first" if word[:1].isupper() else ""


def _paradigm(word: str) -> str:
    """`m` of `речник/m`; nothing for other words, also those with a slash of their own (`RFE/RL`)."""
    stem, slash, kind = word.rpartition("/")
    return kind if slash and stem and kind[0:1].isascii() and kind.islower() else ""


def _lead(kinds: list[str], paradigms: Mapping[str, tuple[tuple[str, str, str], ...]]) -> int:
    """The noun whose case the phrase has: the last inflected word (adjectives agree with it)."""
    return max(i for i, kind in enumerate(kinds) if kind)


def _agreeing(
    words: list[str],
    kinds: list[str],
    lead: int,
    ending: str,
    number: str,
    cases: str,
    paradigms: Mapping[str, tuple[tuple[str, str, str], ...]],
) -> Iterator[Form]:
    choices: list[list[str]] = []
    for i, word in enumerate(words):
        stem = word.rpartition("/")[0] if kinds[i] else word
        if i == lead:
            choices.append([stem + ending])
        elif kinds[i]:
            fits = [e for e, n, c in paradigms[kinds[i]] if n == number and set(c) & set(cases)]
            choices.append([stem + e for e in dict.fromkeys(fits)])
        else:
            choices.append([word])
    combined: list[tuple[str, ...]] = [()]
    for choice in choices:
        combined = [(*done, word.lower()) for done in combined for word in choice]
    for phrase in combined:
        yield Form(phrase, number, cases, _capital(words[0]), kinds[lead] == _ADJECTIVAL)
