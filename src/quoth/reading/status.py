"""Whether an event is planned, going on or over, whether its clause is passive, and whether it is denied: tense,
aspect, auxiliaries."""

from __future__ import annotations

from typing import Literal

from quoth.languages.events import Events, Group
from quoth.languages.wordings import Found
from quoth.model.claim import Status
from quoth.reading.scene import Mark, Scene

#: What a noun of this type, or a present tense, tells by itself; other types are completed.
_ONGOING = {
    "holding", "fighting", "offensive", "advance", "redeployment", "withdrawal", "evacuation", "encirclement",
    "ceasefire", "dispute", "other",
}  # fmt: skip
#: Of these, those that a noun without a verb tells as still so.
_LASTING = {"holding", "fighting", "offensive", "redeployment", "encirclement", "ceasefire", "dispute", "other"}
#: Types that a present tense, too, tells as done (headlines, the historical present).
_TOLD_WHEN_DONE = {"casualties", "destruction"}
_NEAR = 2
#: A day to come: named for sure ("next week"), or a weekday or date that may be either ("on Monday").
Ahead = Literal["sure", "maybe"] | None
_BE = ("passive_past", "passive_present", "perfect_or_passive")


def read_status(
    scene: Scene,
    found: Found | None,
    group: Group | None,
    kind: str,
    pack: Events,
    act: str,
    ahead: Ahead = None,
) -> Status:
    """`planned`, `ongoing` or `completed`; `ahead` tells whether the content names a day to come."""
    if act in {"predicts", "calls"}:
        return "planned"
    clause = scene.clause[found.first] if found else 0
    names = {m.name for m in scene.marks if m.clause == clause and not _inside(found, m.first)}
    tenses = _tenses(scene, found, group, pack)
    if _is_to_come(scene, names, tenses, clause, ahead, group):
        return "planned"
    if group is not None and group.status is not None:
        return group.status  # type: ignore[return-value]
    negated = "negator" in names or "near_negator" in names
    open_form = "infinitive" in tenses and "participle" not in tenses
    if "planned" in names or (open_form and names & {"will", "would"}):
        return "planned"
    if open_form and "forced" in names and kind != "withdrawal":
        return "planned"
    if open_form and "able" in names and not negated and kind != "holding":
        return "planned"
    if kind == "holding":
        return "ongoing"
    if "completed" in names:
        return "completed"
    done = (
        "participle" in tenses and names & {"perfect", "perfect_or_passive", "passive_past"} and kind != "encirclement"
    )
    if "ongoing" in names and kind not in {"casualties", "destruction"} and not done:
        return "ongoing"
    if act == "accuses" and (group is None or not tenses & {"present", "gerund"} or kind not in _ONGOING):
        return "completed"
    if kind == "other" and "absent" in names:
        return "completed"
    if group is None or group.kind == "noun" or found is None:
        return _of_noun(kind, names, group)
    return _of_verb(kind, names, tenses, group)


def _is_to_come(
    scene: Scene, names: set[str], tenses: frozenset[str], clause: int, ahead: Ahead, group: Group | None
) -> bool:
    """Whether a clause that tells nothing past names a day to come, or is what follows from a condition."""
    if names & {"past", "passive_past"} or ("perfect" in names and ("participle" in names or "participle" in tenses)):
        return False
    if "past" in tenses and "present" not in tenses:
        return False
    if ahead == "sure":
        return True
    if "participle" in tenses:
        told = "passive_present" in names
    elif group is not None and group.kind != "noun":
        told = "present" in tenses
    else:
        told = "finite" in names and not names & {"participle", "perfect"}
    if ahead == "maybe" and told:
        return True
    conditions = [m for m in scene.marks if m.name == "conditional" and _opens(scene, m)]
    return told and clause == 0 and any(m.clause != clause or len(scene.lowers) > 4 for m in conditions)


def _opens(scene: Scene, mark: Mark) -> bool:
    """Whether a conjunction begins a clause: "as" otherwise only compares."""
    return mark.first == 0 or scene.clause[mark.first] != scene.clause[mark.first - 1]


def _of_noun(kind: str, names: set[str], group: Group | None) -> Status:
    """The status that the other words of the clause give an event noun, or a content without an event word."""
    done = names & {"passive_past", "past", "counted"} or (
        "perfect" in names and (group is not None or "participle" in names)
    )
    if done or ("participle" in names and "perfect_or_passive" in names):
        return "completed"
    verbless = not names & {"finite", "present", "perfect_or_passive", "passive_present"}
    if verbless and (group is None or kind in _ONGOING - _LASTING):
        return "completed"
    return "ongoing" if kind in _ONGOING else "completed"


def _of_verb(kind: str, names: set[str], tenses: frozenset[str], group: Group) -> Status:
    if "gerund" in tenses and names & set(_BE):
        return "ongoing"
    if kind == "casualties":
        return "planned" if "future" in tenses else "completed"
    if "participle" in tenses and "passive_present" in names and not names & {"perfect", "past"}:
        return "ongoing"
    if "participle" in tenses and names & {"perfect", "perfect_or_passive", "passive_past"}:
        return "completed"
    if "past" in tenses:
        return "ongoing" if kind == "encirclement" and group.role == "patient" else "completed"
    if "infinitive" in tenses and names & {"perfect", "past"}:
        return "completed"
    if "future" in tenses or ("present" in tenses and group.perfective):
        return "planned"
    if "participle" in tenses and "present" not in tenses:
        return "completed"
    if "present" in tenses or "gerund" in tenses:
        state = group.kind == "idiom" and kind in {"capture", "recapture"}  # "is back in our hands"
        return "completed" if state or kind in _TOLD_WHEN_DONE else "ongoing"
    if names & {"perfect", "passive_past", "past"}:
        return "completed"
    return "ongoing" if kind in _ONGOING else "completed"


def _tenses(scene: Scene, found: Found | None, group: Group | None, pack: Events) -> frozenset[str]:
    """The tenses of the verb in an event wording: of its participle, where it has one beside an auxiliary."""
    if found is None or (group is not None and group.kind == "noun"):
        return frozenset()
    listed = [(i, pack.tense_of[scene.lowers[i]]) for i in found.tokens if scene.lowers[i] in pack.tense_of]
    for leading in ("participle", "gerund", "past"):
        for i, tenses in listed:
            if leading in tenses:
                return tenses - _not_infinitive(scene, i, pack)
    for i, tenses in listed:
        if scene.marked(scene.clause[i], "participle") and any(
            m.first == i for m in scene.marked(scene.clause[i], "perfect", *_BE)
        ):
            return frozenset({"participle"})  # the wording holds the auxiliary of another verb
        return tenses - _not_infinitive(scene, i, pack)
    guessed = [pack.tenses(scene.lowers[i]) for i in found.tokens]
    if pack.grammar.order == "free" and not any(guessed):  # told by its verb, which may stand outside the wording
        here = scene.clause[found.first]
        guessed = [pack.tenses(w) for w, c in zip(scene.lowers, scene.clause, strict=True) if c == here and len(w) > 4]
    return next((tenses for tenses in guessed if tenses), frozenset())


def _not_infinitive(scene: Scene, i: int, pack: Events) -> frozenset[str]:
    """Readings that a determiner or number before a form rules out: it is a noun then ("three attacks")."""
    before = scene.lowers[i - 1] if i else ""
    noun = before in pack.grammar.determiners or before[:1].isdigit()
    return frozenset({"infinitive", "present"}) if noun else frozenset()


def is_passive(scene: Scene, found: Found, group: Group, pack: Events) -> bool:
    """Whether the subject of an event verb is what it is done to."""
    if group.intransitive or group.kind == "noun":
        return False
    tenses = _tenses(scene, found, group, pack)
    lower = scene.lowers[found.first]
    if lower.endswith(pack.grammar.passive_endings) and "participle" not in tenses:
        return True
    if "participle" not in tenses:
        return False
    if (
        "past" in tenses
        and pack.grammar.bare_participles == "passive"
        and not scene.marked(scene.clause[found.first], *_BE)
    ):
        return False  # "beschoten": without an auxiliary it is a past tense
    clause = scene.clause[found.first]
    names = {m.name for m in scene.marks if m.clause == clause}
    if pack.grammar.bare_participles == "passive":
        return "perfect" not in names
    return any(m.name in _BE and 0 <= found.first - m.end <= 3 for m in scene.marked(clause, *_BE))


def is_negated(scene: Scene, found: Found | None, pack: Events, group: Group | None) -> bool:
    """Whether the content itself says that the event did not happen."""
    clause = scene.clause[found.first] if found else 0
    spoiled = [m for m in scene.marks if m.name == "not_negator"]
    names = ("absent",) if group is None or group.type == "other" else ("absent", "negator")
    said_no = any(
        not _inside(found, m.first) and not any(s.first <= m.first < s.end for s in spoiled)
        for m in [*scene.marked(clause, *names), *(_near(scene, found, group, clause) if "negator" in names else ())]
    )
    if not said_no and found is not None and scene.depth[found.first]:
        said_no = bool(scene.marked(0, "absent"))
    return said_no != (group is not None and group.negated)


def _near(scene: Scene, found: Found | None, group: Group | None, clause: int) -> list[Mark]:
    """Particles that deny only what follows them (Slavic "не"): those right before a word of the event wording."""
    marks = scene.marked(clause, "near_negator")
    if group is not None and group.kind == "noun":
        return marks
    tokens = found.tokens if found else ()
    return [m for m in marks if any(0 < i - m.first <= _NEAR for i in tokens)]


def _inside(found: Found | None, i: int) -> bool:
    return found is not None and i in found.tokens
