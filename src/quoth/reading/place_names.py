"""Place names in a passage: the longest known names over its tokens, inflected, hyphenated or misprinted."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from quoth.gazetteer import Gazetteer, Hit, fold
from quoth.gazetteer.inflect import Inflection, inflection
from quoth.gazetteer.misprint import misprints
from quoth.languages.places import PlaceWords, load_places
from quoth.model import Span
from quoth.model.record import record
from quoth.text import Passage, Token

_MOST_WORDS = 6
_POSSESSIVES = ("'s", "’s", "'", "’")


@record
class Name:
    """Tokens `[first, end)` that bear a known name. `span` may be a part of a compound token, whose other part is
    `suffix`; `hits` are places of that name, `bases` those that an adjective is made of; `misprint` is the name meant,
    `lemmas` the folded nominatives."""

    first: int
    end: int
    span: Span
    key: str
    hits: tuple[Hit, ...]
    bases: tuple[Hit, ...] = ()
    suffix: str | None = None
    misprint: str | None = None
    lemmas: tuple[str, ...] = ()

    @property
    def single(self) -> bool:
        return self.end - self.first == 1


class NameFinder:
    """Finds names in one passage."""

    def __init__(self, passage: Passage, code: str, gazetteer: Gazetteer) -> None:
        self.passage, self.gazetteer = passage, gazetteer
        self.words: PlaceWords = load_places(code)
        self.inflection: Inflection = inflection(code)
        self.openings = _openings(passage)
        self._after_noun = {n[0] for n in self.words.nouns}

    def find(self, blocked: Collection[range]) -> list[Name]:
        """All names outside the blocked tokens, from left to right, without overlap."""
        closed = {i for r in blocked for i in r}
        out: list[Name] = []
        tokens = self.passage.tokens
        i = 0
        while i < len(tokens):
            name = None
            token = tokens[i]
            if token.kind == "word" and (token.text[0].isupper() or self._may_open(token)) and i not in closed:
                name = self._longest(i, closed) or self._compound(tokens[i])
            if name is not None:
                out.append(name)
                i = name.end
                continue
            if token.kind == "word" and "-" in token.text and token.is_capitalized and i not in closed:
                out += self._pair(token)
            i += 1
        return out

    def misprinted(self, i: int) -> Name | None:
        """The name that token `i` misprints by one edit, if it is capitalized, long and no known word."""
        token = self.passage.tokens[i]
        if not token.is_capitalized or len(token.text) < 6 or "-" in token.text or token.text.isupper():
            return None
        key = fold(_bare(token.text))
        if key in self.gazetteer.near(self.words.code) or token.lower in self.gazetteer.common(self.words.code):
            return None
        found = misprints(self.gazetteer, key)
        if not found:
            return None
        hits = tuple(h for k in found for h in self.gazetteer.hits(k))
        return Name(i, i + 1, Span.of(self.passage.text, token.start, token.end), key, hits, misprint=found[0])

    def _may_open(self, token: Token) -> bool:
        if "-" in token.text and token.text.partition("-")[2][:1].isupper():  # el-Fasher
            return True
        if not self.inflection:
            return False
        nxt = self.passage.tokens[token.i + 1] if token.i + 1 < len(self.passage.tokens) else None
        return token.lower in self.words.lower_names or (
            nxt is not None and nxt.lower in self._after_noun and len(token.text) > 5
        )

    def _longest(self, i: int, closed: Collection[int]) -> Name | None:
        tokens = self.passage.tokens
        prefixes: frozenset[str] | None = None
        best: Name | None = None
        for k in range(i, min(i + _MOST_WORDS, len(tokens))):
            token = tokens[k]
            if k in closed or not token.is_word or (k > i and not self._adjacent(k)):
                break
            joined = self._keys(token)
            if prefixes is not None:
                joined = tuple({f"{p} {key}" for p in prefixes for key in joined})
            known, hits, prefixes = _known(self.gazetteer, joined)
            bases = self._bases(token) if k == i else ()
            if hits or bases:
                span = Span.of(self.passage.text, tokens[i].start, _bare_end(token))
                best = Name(i, k + 1, span, fold(span.text), _unique(hits), bases, lemmas=known)
            if not prefixes:
                break
        return best if best is None or not self._colliding(best) else None

    def _colliding(self, name: Name) -> bool:
        if not name.single:
            return False
        token = self.passage.tokens[name.first]
        if token.lower in self.words.never or (
            token.text.isupper() and len(token.text) < 4 and not self._acronym(name)
        ):
            return True
        return (
            not (token.is_capitalized or "-" in token.text)
            and not name.bases
            and token.lower not in self.words.lower_names
            and all(h.how != 4 for h in name.hits)
        )

    def _acronym(self, name: Name) -> bool:
        return any(self.gazetteer.at(h.index).kind in {"country", "site", "oblast"} for h in name.hits)

    def _pair(self, token: Token) -> list[Name]:
        """Svatove-Kreminna: the two ends of a line in one token."""
        head, dash, tail = token.text.partition("-")
        if not dash or not tail[:1].isupper() or len(head) < 4 or len(tail) < 4:
            return []
        cut = token.start + len(head)
        out = []
        for part, start in ((head, token.start), (tail, cut + 1)):
            hits = tuple(h for h in self.gazetteer.lookup(part) if self.gazetteer.at(h.index).kind == "settlement")
            if not hits:
                return []
            span = Span.of(self.passage.text, start, start + len(part))
            out.append(Name(token.i, token.i + 1, span, fold(part), hits))
        return out

    def _compound(self, token: Token) -> Name | None:
        """Charkiv-regio, Donetsk-oblast: a name and a place noun in one token."""
        head, dash, tail = token.text.rpartition("-")
        if not dash or tail.lower() not in self.words.suffixes:
            return None
        hits = self.gazetteer.lookup(head)
        if not hits:
            return None
        span = Span.of(self.passage.text, token.start, token.start + len(head))
        return Name(token.i, token.i + 1, span, fold(head), hits, suffix=self.words.suffixes[tail.lower()])

    def _keys(self, token: Token) -> tuple[str, ...]:
        key = fold(_bare(token.text))
        if not self.inflection:
            return (key,)
        if " " not in key:
            return self.inflection.lemmas(key)
        joined = {""}
        for part in key.split(" "):
            joined = {f"{j} {p}" if j else p for j in joined for p in self.inflection.lemmas(part)}
            joined = {j for j in joined if self.gazetteer.opens(j) or j in self.gazetteer}
        return tuple(sorted(joined | {key}))

    def _bases(self, token: Token) -> tuple[Hit, ...]:
        if not self.inflection:
            return ()
        bases = self.inflection.bases(fold(token.text))
        return _unique(tuple(h for base in bases for h in self.gazetteer.hits(base) if h.how != 4))

    def _adjacent(self, k: int) -> bool:
        before, token = self.passage.tokens[k - 1], self.passage.tokens[k]
        return token.start - before.end <= 1 and "\n" not in self.passage.text[before.end : token.start]


@lru_cache(maxsize=1 << 14)
def _known(gazetteer: Gazetteer, keys: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Hit, ...], frozenset[str]]:
    """Of the keys of some words: those that are names, the places of these, and the keys that longer names begin with.

    Remembered, for a text names the same few places and people again and again."""
    known = tuple(sorted({key for key in keys if key in gazetteer}))
    hits = tuple([h for key in known for h in gazetteer.hits(key)])
    return known, hits, frozenset([key for key in keys if gazetteer.opens(key)])


def _openings(passage: Passage) -> frozenset[int]:
    """The tokens where a capital says nothing: after the start of a sentence, a quotation mark, a colon or a bullet."""
    out = {s.first for s in passage.sentences}
    for token in passage.tokens:
        if token.kind == "mark" and token.text not in {",", ")", ";", "-", "%", "'", "’"}:
            out.add(token.i + 1)
    for q in passage.quotations:
        out.add(q.first + 1)
    for s in passage.sentences:
        k = s.first
        while k < s.end and not passage.tokens[k].is_word:
            k += 1
        out.add(k)
    return frozenset(out)


def _bare(text: str) -> str:
    for ending in _POSSESSIVES:
        if text.endswith(ending) and len(text) > len(ending) + 2:
            return text[: -len(ending)]
    return text


def _bare_end(token: Token) -> int:
    return token.start + len(_bare(token.text))


def _unique(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    best: dict[int, Hit] = {}
    for hit in hits:
        if hit.index not in best or (hit.cue, hit.how) < (best[hit.index].cue, best[hit.index].how):
            best[hit.index] = hit
    return tuple(best.values())
