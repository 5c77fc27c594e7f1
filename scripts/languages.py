"""Write what each language pack covers into docs/languages/: the table of packs, and the counts and examples of each.

python scripts/languages.py [--check]

Only what stands between the two marks is written; the rest of a page is by hand.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from quoth.gazetteer.compile.extras import read_data
from quoth.gazetteer.romanize import load_schemes
from quoth.languages.cues import Cues, load_cues
from quoth.languages.events import load_events
from quoth.languages.hedges import load_hedges
from quoth.languages.places import PlaceWords, load_places
from quoth.languages.section import installed_packs, read_section
from quoth.languages.signs import load_signs
from quoth.languages.verbs import load_verbs

DOCS = Path(__file__).resolve().parent.parent / "docs" / "languages"
BEGIN = "<!-- begin: python scripts/languages.py -->\n"
END = "<!-- end -->\n"
#: The other classes of cue frames, as the attributes of `Cues`, and what they are.
CLASSES = {
    "prepositions": "words with a noun phrase (“according to”)",
    "parentheticals": "words without an object",
    "nouns": "nouns that introduce a statement",
    "vague": "openers that report without a source",
    "not_cues": "look-alikes that attribute nothing",
    "headlines": "shapes of headlines",
}
#: Which lists of names in `gazetteer/data/ukraine.toml` a language's exonyms come from.
EXONYMS = {"uk": "former", "ru": "ru"}
#: What the content of a verb frame can be, in words.
TAKES = {
    "quote": "direct speech",
    "that": "a complement clause",
    "question": "an indirect question",
    "noun": "the object",
    "preposition": "the object of a preposition",
    "infinitive": "an infinitive",
    "accuse": "what the object is accused of",
    "call": "what the object is asked to do",
    "small": "object and predicate",
    "pronoun": "what a pronoun points back to",
    "nothing": "no content: the source keeps silent",
}


def main(arguments: Sequence[str]) -> int:
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in arguments:
        for path in stale:
            print(f"{path.name} is not up to date; run: python scripts/languages.py", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.write_text(pages()[path], "utf-8")
    return 0


@cache
def pages() -> dict[Path, str]:
    """The generated pages as they should be."""
    return {p: page(p.stem) for p in (DOCS / "index.md", *(DOCS / f"{code}.md" for code in installed_packs()))}


def page(stem: str) -> str:
    """One page, with its generated part renewed: `index`, or the page of a language code."""
    path = DOCS / f"{stem}.md"
    generated = overview() if stem == "index" else coverage(stem)
    if not path.exists():
        return f"# {load_signs(stem).english}\n\n{BEGIN}{generated}{END}"
    before, _, rest = path.read_text("utf-8").partition(BEGIN)
    return before + BEGIN + generated + END + rest.partition(END)[2]


def overview() -> str:
    """The table of packs."""
    heads = ("pack", "verbs", "cue frames", "of verbs", "other", "event wordings", "hedges", "place words", "exonyms")
    rows = []
    for code in installed_packs():
        cues = load_cues(code)
        other = sum(len(getattr(cues, name)) for name in CLASSES)
        rows.append(
            [
                f"[{load_signs(code).english}]({code}.md)", len(load_verbs(code).lemmas()), len(cues.verbs) + other,
                len(cues.verbs), other, sum(len(g.words) for g in load_events(code).groups),
                sum(len(h.words) for h in load_hedges(code).hedges), place_words(load_places(code)), len(exonyms(code)),
            ]
        )  # fmt: skip
    return table(heads, rows)


def coverage(code: str) -> str:
    """What one pack covers, with an example of each class of cue."""
    cues, verbs, places = load_cues(code), load_verbs(code), load_places(code)
    acts, takes = by_act(cues), by_takes(cues)
    other = [[what, len(frames := getattr(cues, name)), frames[0].example] for name, what in CLASSES.items()]
    kinds: dict[str, list[Any]] = defaultdict(list)
    for hedge in load_hedges(code).hedges:
        kinds[hedge.level].append(hedge)
    wordings = sum(len(g.words) for g in load_events(code).groups)
    shapes, units, actors = (read_section(code, name) for name in ("calendar", "units", "actors"))
    return "\n".join(
        [
            f"Verbs: {len(verbs.lemmas())}, of which {len({f.lemma for f in cues.verbs})} can attribute.\n",
            "## Verbs that attribute, by what the source does\n",
            table(("act", "frames", "example"), [[act, len(fs), fs[0].example] for act, fs in acts.items()]),
            "## … and by what the content is\n",
            table(("content", "frames", "example"), [[TAKES[t], len(fs), fs[0].example] for t, fs in takes.items()]),
            "A frame that takes several kinds of content counts in each.\n",
            "## Other cues\n",
            table(("class", "frames", "example"), other),
            "## Certainty\n",
            table(
                ("level", "wordings", "example"),
                [[level, sum(len(h.words) for h in hs), hs[0].examples[0]] for level, hs in sorted(kinds.items())],
            ),
            "`asserted` lists look-alikes that hedge nothing.\n",
            "## Events, times, quantities, actors\n",
            table(
                ("section", "what", "entries"),
                [
                    ["`events.toml`", "wordings of events", wordings],
                    ["`calendar.toml`", "shapes of dates and times", len(shapes["rule"])],
                    ["`units.toml`", "units that are counted", len(units["unit"])],
                    ["`actors.toml`", "states and nations", len(actors["nations"])],
                    ["`actors.toml`", "groups of nouns for those who speak", len(actors["heads"])],
                ],
            ),
            "## Places\n",
            table(("what", "entries", "example"), place_rows(code, places)),
        ]
    )


def by_act(cues: Cues) -> dict[str, list[Any]]:
    """The verb frames of each act, in the pack's order of acts."""
    out: dict[str, list[Any]] = {}
    for frame in cues.verbs:
        out.setdefault(frame.act, []).append(frame)
    return out


def by_takes(cues: Cues) -> dict[str, list[Any]]:
    """The verb frames of each kind of content, in the order of `TAKES`; the plainest frames first."""
    out: dict[str, list[Any]] = {kind: [] for kind in TAKES}
    for frame in cues.verbs:
        for kind in (*sorted(frame.takes), *(("preposition",) if frame.prepositions else ())):
            out[kind].append(frame)
    plain = {k: sorted(fs, key=lambda f: (len(f.takes) + len(f.prepositions), len(f.fixed))) for k, fs in out.items()}
    return {kind: frames for kind, frames in plain.items() if frames}


def place_words(places: PlaceWords) -> int:
    return len(places.prepositions) + len(places.nouns)


def place_rows(code: str, places: PlaceWords) -> list[list[object]]:
    """What a pack and the gazetteer know of how this language names places."""
    rows: list[list[object]] = [
        ["phrases in front of a place", len(places.prepositions), " ".join(next(iter(places.prepositions)))],
        ["nouns that tell its kind", len(places.nouns), " ".join(next(iter(places.nouns)))],
    ]
    if places.paradigms:
        name, form = places.paradigms[0].example
        rows.append(["declensions of names", len(places.paradigms), f"{name}: {form}"])
    for scheme in (s for s in load_schemes() if s.code.startswith(f"{code}-")):
        native, spelled = scheme.examples[0]
        rows.append([f"letters: {scheme.title}", len(scheme.letters), f"{native}: {spelled}"])
    listed = exonyms(code)
    what = {"former": "names of before a renaming", "ru": "Russian forms that no table derives"}.get(
        EXONYMS.get(code, ""), "exonyms and press spellings in Latin letters (shared by all languages that use them)"
    )
    return [*rows, [what, len(listed), ", ".join(listed[:4])]]


def exonyms(code: str) -> list[str]:
    """The listed names of Ukraine's towns that no table derives, in the writing of a language."""
    key = EXONYMS.get(code, "latin")
    return [name for entry in read_data("ukraine")["exonym"] for name in many(entry.get(key))]


def many(names: str | list[str] | None) -> list[str]:
    return [names] if isinstance(names, str) else list(names or ())


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    lines = [list(heads), *([cell(c) for c in row] for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def cell(value: object) -> str:
    """A value as a cell of a table: its marks that Markdown would read are taken from them."""
    return str(value).replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
