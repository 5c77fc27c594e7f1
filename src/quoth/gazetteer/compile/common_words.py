"""Common words that look like place names: those that bear one, and those that one edit would turn into one.

Found once, when the gazetteer is compiled, in simplemma's dictionaries of word forms; a reader needs no dictionary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from importlib import metadata

from rapidfuzz.distance import OSA

from quoth.gazetteer.fold import fold, is_cyrillic
from quoth.gazetteer.inflect import inflection
from quoth.gazetteer.misprint import SHORTEST

LANGUAGES = ("nl", "en", "uk", "ru")


def provenance() -> dict[str, str]:
    """Where the common words come from."""
    return {
        "title": "simplemma, dictionaries of word forms",
        "package": f"simplemma {metadata.version('simplemma')}",
        "licence": "MIT",
    }


def word_forms(code: str) -> Iterator[str]:
    """All lower-case word forms of a language of three letters and more."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    told = DefaultDictionaryFactory().get_dictionary(code)
    seen: set[str] = set()
    for pair in told.items():
        for word in pair:
            if word not in seen and len(word) > 2 and word.isalpha() and word == word.lower():
                seen.add(word)
                yield word


def collisions(words: Iterable[str], names: Collection[str], code: str) -> list[str]:
    """The words whose nominative could be one of the folded names."""
    lemmas = inflection(code).lemmas_of
    return sorted(w for w in words if any(lemma in names for lemma in lemmas(fold(w))))


def near_misses(words: Iterable[str], targets: Iterable[str]) -> list[str]:
    """The folded words that are one edit away from one of the folded names."""
    by_cut: dict[str, list[str]] = defaultdict(list)
    for target in targets:
        for cut in _cuts(target):
            by_cut[cut].append(target)
    out: set[str] = set()
    for word in words:
        key = fold(word)
        if len(key) < SHORTEST - 1:
            continue
        near = {t for cut in _cuts(key) for t in by_cut.get(cut, ())}
        if any(t != key and OSA.distance(key, t, score_cutoff=1) <= 1 for t in near):
            out.add(key)
    return sorted(out)


def _cuts(word: str) -> set[str]:
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}


def misprint_targets(keys: Iterable[str], code: str) -> list[str]:
    """The single-word names that a reader of this language may take as misprinted."""
    cyrillic = code in {"uk", "ru"}
    return [k for k in keys if len(k) >= SHORTEST - 1 and " " not in k and is_cyrillic(k) == cyrillic]
