"""What stands around a place name: place nouns, prepositions and their roles, coordination, compass words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quoth.languages.places import NOUNS, PlaceNoun, PlaceWords
from quoth.model.claim import PlaceRole
from quoth.reading.place_names import Name
from quoth.text import Passage, Token

_MOST_ATTRIBUTES = 4
_REACH = 6
#: Sites of which a town has many: `a bridge in X` is not the bridge of X.
_MANY = frozenset({"bridge", "plant", "power plant", "steel works", "railway station"})
_LIST = {",", "–", "-", "—"}
_BETWEEN = {",", "–", "-", "—", ")", "(", "«", "»", '"', "“", "”", "„"}
_OPENERS = {"«", "„", "“", '"', "‘", "'", "”", "’", ",,"}


@dataclass(slots=True)
class Phrase:
    """A name in its phrase: the noun that tells its kind, its role, and whether a place word governs it.

    `first` is where the phrase begins, `end` where it ends; `wide`: a front or an offensive is said to be there.
    """

    name: Name
    first: int
    end: int
    noun: PlaceNoun | None = None
    role: PlaceRole | None = None
    preposition: tuple[str, ...] = ()
    article: bool = False
    bracket: bool = False
    before: int = -1
    joined: bool = False
    after: bool = False
    country: bool = False
    linked: bool = False
    wide: bool = False
    sentence: range = range(0)


def phrases(passage: Passage, words: PlaceWords, names: Sequence[Name], countries: Collection[int]) -> list[Phrase]:
    """One phrase for each name, in order; coordinated names share noun and role. `countries` are indices of places."""
    out: list[Phrase] = []
    sentences = passage.sentences
    at = 0
    for name in names:
        while at + 1 < len(sentences) and sentences[at].end <= name.first:
            at += 1
        floor = sentences[at].first if sentences else 0
        phrase = _left(passage.tokens, words, name, floor)
        phrase.sentence = range(floor, sentences[at].end if sentences else len(passage.tokens))
        phrase.country = any(h.index in countries for h in name.hits)
        _right(passage.tokens, words, phrase)
        _goal(passage.tokens, words, phrase)
        if phrase.bracket and out and out[-1].end == phrase.name.first - 1:
            phrase.role, phrase.preposition = out[-1].role, out[-1].preposition
        if out and out[-1].name.first == name.first:  # the second half of a pair
            phrase.joined, phrase.role, phrase.preposition = True, out[-1].role, out[-1].preposition
        elif out and _coordinated(passage.tokens, words, out[-1], phrase):
            phrase.joined = True
            _share(out[-1], phrase)
        elif out and out[-1].end == phrase.first and phrase.role is None and _unit(phrase):
            phrase.role, phrase.preposition = out[-1].role, out[-1].preposition
        out.append(phrase)
    for k in range(len(out) - 2, -1, -1):
        one, nxt = out[k], out[k + 1]
        if (
            nxt.joined
            and nxt.noun is not None
            and nxt.after
            and one.noun is None
            and (nxt.noun.plural or one.name.bases or _adjective(one))
        ):
            one.noun, one.after = nxt.noun, True
    return out


def _unit(phrase: Phrase) -> bool:
    """Whether the phrase names the unit that the place before it lies in."""
    return phrase.noun is not None and phrase.noun.kind in {"oblast", "raion"}


def _adjective(phrase: Phrase) -> bool:
    return bool(phrase.name.hits) and all(h.how == 4 for h in phrase.name.hits)


def _share(one: Phrase, nxt: Phrase) -> None:
    if nxt.role is None:
        nxt.role, nxt.preposition, nxt.bracket = one.role, one.preposition, one.bracket
        if nxt.noun is None and one.noun is not None and one.noun.plural and not one.after:
            nxt.noun = one.noun


def _coordinated(tokens: Sequence[Token], words: PlaceWords, one: Phrase, nxt: Phrase) -> bool:
    between = range(one.end, nxt.first if nxt.role is None else nxt.before)
    if not between or len(between) > 4:
        return False
    lowers = [tokens[k].lower for k in between]
    rest = [w for w in lowers if w not in words.coordinators and w not in _BETWEEN and w not in words.articles]
    if rest or not any(w in words.coordinators or w in _LIST for w in lowers):
        return False
    return any(w in words.coordinators for w in lowers) or one.country == nxt.country


def _goal(tokens: Sequence[Token], words: PlaceWords, phrase: Phrase) -> None:
    """Correct a role by the case of the name and by words of striking and entering before it."""
    around = [tokens[k].lower for k in range(max(0, phrase.before - _REACH), phrase.before)]
    moved = (*around, *phrase.preposition)
    if (
        phrase.role == "to"
        and words.entering
        and not phrase.country
        and any(w.startswith(words.entering) for w in moved)
    ):
        phrase.role = "at"
    if (
        phrase.role != "at"
        or not words.accusative
        or " ".join(phrase.preposition) not in words.goal_prepositions
        or phrase.country
    ):
        return
    if phrase.noun is not None and not phrase.after:  # the noun is in the case, the name in apposition
        return
    if any(w.startswith((*words.striking, *words.entering)) for w in around):
        return
    if tokens[phrase.name.end - 1].text.isupper():  # an acronym has one form
        return
    word = phrase.name.key.rpartition(" ")[2]
    for lemma in phrase.name.lemmas:
        noun = lemma.rpartition(" ")[2]
        if any(word.endswith(b) and noun == word[: len(word) - len(b)] + a for a, b in words.accusative) or (
            noun == word and not (words.indeclinable and noun.endswith(words.indeclinable))
        ):
            phrase.role = "to"


def _left(tokens: Sequence[Token], words: PlaceWords, name: Name, floor: int) -> Phrase:
    phrase = Phrase(name, name.first, name.end, before=name.first)
    if name.suffix is not None:
        phrase.noun = _suffix_noun(name.suffix)
    k = name.first - 1
    k = _skip_quote(tokens, k)
    k = _noun_before(tokens, words, phrase, k, floor)
    plain = k
    for _ in range(_MOST_ATTRIBUTES + 1):
        found = _preposition(tokens, words, k, floor)
        if found is not None:
            phrase.role, phrase.preposition = found
            phrase.before = k - len(phrase.preposition) + 1
            phrase.wide = phrase.before > floor and tokens[phrase.before - 1].lower in words.wide
            if phrase.before == floor and " ".join(phrase.preposition) in words.fronted:
                phrase.role = "near"
            phrase.article = phrase.article or any(tokens[j].lower in words.articles for j in range(k + 1, name.first))
            phrase.first = phrase.before
            return phrase
        if k < floor or not _attribute(tokens, words, k):
            break
        if tokens[k].lower in words.articles and k == name.first - 1:
            phrase.article = True
        k -= 1
    if plain >= floor and tokens[plain].text in {"(", "["}:
        phrase.bracket = True
    if _departed(tokens, words, name):
        phrase.role, phrase.preposition, phrase.before = "from", (tokens[name.first - 1].lower,), name.first - 1
    return phrase


def _departed(tokens: Sequence[Token], words: PlaceWords, name: Name) -> bool:
    """Whether the name stands in `from X to Y`."""
    inside = name.first > 0 and name.end < len(tokens)
    return inside and tokens[name.first - 1].lower in words.origin and tokens[name.end].lower in words.bound


def _suffix_noun(suffix: str) -> PlaceNoun:
    return PlaceNoun(suffix, False) if suffix in NOUNS else PlaceNoun("site", False, suffix)


def _skip_quote(tokens: Sequence[Token], k: int) -> int:
    return k - 1 if k >= 1 and tokens[k].text in _OPENERS else k


def _noun_before(tokens: Sequence[Token], words: PlaceWords, phrase: Phrase, k: int, floor: int) -> int:
    """Take the noun that ends at token `k`, or before linkers and articles there; returns the token before it."""
    start = k
    linked = sited = False
    for _ in range(3):
        found = _noun_ending(tokens, words, k, floor)
        if found is not None:
            noun, first = found
            bare = not linked and not sited
            if (bare and noun.kind in words.after_only) or (linked and noun.kind == "river"):
                return start
            if sited and (noun.kind != "site" or noun.site in _MANY):
                return start
            phrase.noun, phrase.first, phrase.linked = noun, first, k != start
            phrase.article = False
            return first - 1
        word = tokens[k].lower if k >= floor else ""
        if word in words.linkers:
            linked = True
        elif word in words.site_linkers and not linked:
            sited = True
        elif word not in words.articles:
            return start
        k -= 1
    return start


def _noun_ending(tokens: Sequence[Token], words: PlaceWords, k: int, floor: int) -> tuple[PlaceNoun, int] | None:
    for size in words.noun_ends.get(tokens[k].lower, ()) if k >= floor else ():
        first = k - size + 1
        if first >= floor:
            noun = words.nouns.get(tuple([t.lower for t in tokens[first : k + 1]]))
            if noun is not None:
                return noun, first
    return None


def _preposition(
    tokens: Sequence[Token], words: PlaceWords, k: int, floor: int
) -> tuple[PlaceRole, tuple[str, ...]] | None:
    for size in words.preposition_ends.get(tokens[k].lower, ()) if k >= floor else ():
        if size > k + 1 - floor:
            continue
        phrase = tuple([t.lower for t in tokens[k - size + 1 : k + 1]])
        role = words.prepositions.get(phrase)
        if role is not None:
            return role, phrase  # type: ignore[return-value]
    return None


def _attribute(tokens: Sequence[Token], words: PlaceWords, k: int) -> bool:
    token = tokens[k]
    if not token.is_word:
        return False
    if token.lower in words.articles or token.lower in words.attributes:
        return True
    return (
        len(token.text) > 4
        and token.lower.endswith(words.attribute_endings)
        and not words.prepositions.get((token.lower,))
    )


def _right(tokens: Sequence[Token], words: PlaceWords, phrase: Phrase) -> None:
    """The noun after the name: Kharkiv Oblast, Бахмутському напрямку."""
    if phrase.name.suffix is not None or not words.after:
        return
    k = phrase.end
    k += k < len(tokens) and tokens[k].text in {"»", "”", '"', "“"} and phrase.first < phrase.name.first
    for size in words.noun_starts.get(tokens[k].lower, ()) if k < len(tokens) else ():
        noun = words.nouns.get(tuple([t.lower for t in tokens[k : k + size]]))
        if noun is None or noun.kind not in words.after:
            continue
        if phrase.noun is not None and noun.kind != "site" and not phrase.linked:
            return
        if words.paradigms and not (phrase.name.bases or any(h.how == 4 for h in phrase.name.hits)):
            return
        phrase.noun, phrase.after = noun, True
        phrase.end = k + size
        return
