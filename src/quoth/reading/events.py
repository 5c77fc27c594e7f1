"""What happens in a claim: the type of its event, who does it, whether it is done, going on or to come, and
whether it is denied.

Every event word in the content is found and scored (verbs before nouns, the main clause before subordinate ones and
prepositional phrases); the best one gives the type, its grammar the actor and the status.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from quoth.languages.events import Events, Group, load_events
from quoth.languages.wordings import Found
from quoth.model import Event
from quoth.model.claim import EventType, Status
from quoth.model.record import record
from quoth.reading.agency import name_actor
from quoth.reading.scene import PartyMention, Scene, Sides, see, with_verbs
from quoth.reading.status import Ahead, is_negated, read_status
from quoth.text import Passage

_BASE = {"verb": 3.0, "idiom": 3.1, "noun": 2.0}
_SUBORDINATE = 2.0
_IN_PHRASE = 0.9
_ATTRIBUTE = 1.6
_PURPOSE = 0.3
_LONGER = 0.25
_LATER = 0.01
_POINTING_TOKENS = 9


@record
class Trigger:
    """An event word or wording in a content; token indices count from the content's first token."""

    found: Found
    group: Group
    score: float

    @property
    def first(self) -> int:
        return self.found.first


def read_event(
    passage: Passage,
    content: range,
    *,
    language: str,
    act: str,
    source_party: str | None,
    sides: Sides,
    actors: Iterable[PartyMention] = (),
    antecedent: Event | None = None,
    skip: Sequence[range] = (),
    ahead: Ahead = None,
) -> Event:
    """The event of a claim.

    `content` are the claim's tokens, `act` its speech act; `actors` the party mentions of the passage (or of the
    content);
    `antecedent` the event that "it", "that claim" or a bare figure points back to; `skip` token ranges of an
    attribution
    that stands inside the content; `ahead` whether it names a day to come.

    Raises:
        EventsError: the language has no events section.
    """
    pack = load_events(language)
    scene = see(passage, content, pack, sides, source_party, actors, skip)
    trigger = best_trigger(scene, pack)
    if trigger is None or trigger.group.kind == "noun" or trigger.group.type == "other":
        scene = with_verbs(scene, passage, content, pack, skip)
    if antecedent is not None and _points_back(scene, pack, trigger):
        return replace(antecedent, negated=False, status="planned" if act == "predicts" else antecedent.status)
    negated = act != "denies" and is_negated(
        scene, trigger.found if trigger else None, pack, trigger.group if trigger else None
    )
    kind = trigger.group.type if trigger else "other"
    party = name_actor(
        scene,
        trigger.found if trigger else None,
        trigger.group if trigger else None,
        pack,
        sides,
        act,
        source_party,
        antecedent,
    )
    settled = _settle(kind, party, scene, trigger, sides, source_party, pack)
    status = read_status(
        scene, trigger.found if trigger else None, trigger.group if trigger else None, settled, pack, act, ahead
    )
    return Event(settled, party, status, negated)


def find_triggers(scene: Scene, pack: Events) -> list[Trigger]:
    """All event wordings of a scene with their scores; a wording inside a longer one is left out."""
    found = pack.phrases.find(scene.lowers, scene.clause, pack.grammar.determiners)
    widest: list[Found] = []
    long: list[set[int]] = []  # the tokens of those that can hold others
    for one in sorted(found, key=lambda f: -f.size):
        mine = set(one.tokens)
        if not any(mine < other for other in long):
            widest.append(one)
            if one.size > 1 and len(widest) <= _WIDEST:
                long.append(mine)
    wrong = _wrong_readings(scene, widest, pack)
    return [
        Trigger(f, pack.groups[f.owner], _score(scene, f, pack.groups[f.owner], pack))
        for f in widest
        if id(f) not in wrong
    ]


def _wrong_readings(scene: Scene, found: list[Found], pack: Events) -> set[int]:
    """The readings of words that are a verb and a noun in one ("attacks"), as the words before them rule out."""
    kinds: dict[int, dict[str, list[Found]]] = {}
    for one in found:
        if one.size == 1:
            kinds.setdefault(one.first, {}).setdefault(pack.groups[one.owner].kind, []).append(one)
    wrong: set[int] = set()
    for i, readings in kinds.items():
        if "verb" in readings and "noun" in readings:
            wrong.update(id(f) for f in readings["verb" if _is_noun(scene, i, pack) else "noun"])
    return wrong


def _is_noun(scene: Scene, i: int, pack: Events) -> bool:
    grammar = pack.grammar
    if grammar.order == "free":
        return True
    if i == 0:
        after = scene.lowers[1] if len(scene.lowers) > 1 else ""
        return after in grammar.prepositions or after in grammar.genitives
    before = scene.lowers[i - 1]
    return (
        before in grammar.determiners
        or before in grammar.prepositions
        or before in grammar.genitives
        or before in grammar.agent_prepositions
        or before[0].isdigit()
        or (before.endswith(grammar.modifier_endings) and len(before) > 4)
    )


_WIDEST = 32


def best_trigger(scene: Scene, pack: Events) -> Trigger | None:
    """The event wording that the content is about, or None when it has none."""
    return max(find_triggers(scene, pack), key=lambda t: (t.score, -t.first), default=None)


def _score(scene: Scene, found: Found, group: Group, pack: Events) -> float:
    i = found.first
    score = _BASE[group.kind] + group.weight + _LONGER * (found.size - 1) - _LATER * i
    if scene.depth[i]:
        score -= _SUBORDINATE
    if group.kind == "noun" and _governed(scene, i, pack):
        score -= _IN_PHRASE
    if group.kind == "verb" and found.size == 1 and _is_attribute(scene, i, pack):
        score -= _ATTRIBUTE
    if (
        any(scene.lowers[k] in pack.grammar.purposes for k in range(max(0, i - 10), i))
        and i
        and (scene.lowers[i - 1] in pack.grammar.purpose_marks)
    ):
        score -= _PURPOSE
    return score


def _governed(scene: Scene, i: int, pack: Events) -> bool:
    """Whether a noun stands in a prepositional phrase."""
    grammar = pack.grammar
    for k in range(i - 1, max(-1, i - 5), -1):
        lower = scene.lowers[k]
        if lower in grammar.prepositions or lower in grammar.agent_prepositions or lower in grammar.genitives:
            return True
        if not (lower in grammar.determiners or lower.endswith(grammar.modifier_endings) or lower[0].isdigit()):
            return False
    return False


def _is_attribute(scene: Scene, i: int, pack: Events) -> bool:
    """Whether a participle only describes a noun: "the captured town"."""
    grammar = pack.grammar
    lower = scene.lowers[i]
    if (
        i + 1 >= len(scene.lowers)
        or not scene.lowers[i + 1][0].isalpha()
        or not lower.endswith(grammar.attributive_endings)
    ):
        return False
    if grammar.order == "free":
        return True
    before = scene.lowers[i - 1] if i else ""
    return before in grammar.determiners or before in grammar.prepositions or before in grammar.genitives


def _points_back(scene: Scene, pack: Events, trigger: Trigger | None) -> bool:
    """Whether the content only points back: a pronoun, "that claim", "not true", or a figure without a verb."""
    words = [w for w in scene.lowers if w[0].isalpha()]
    if all(w in pack.grammar.anaphors for w in words) and len(words) <= _POINTING_TOKENS:
        return True
    if trigger is not None or len(scene.lowers) > _POINTING_TOKENS:
        return False
    if not any(w[0].isdigit() for w in scene.lowers):
        return False
    names = {m.name for m in scene.marks}
    return not names & {"finite", "perfect", "perfect_or_passive", "passive_past", "passive_present", "past", "present"}


def _settle(
    kind: str,
    party: str | None,
    scene: Scene,
    trigger: Trigger | None,
    sides: Sides,
    source_party: str | None,
    pack: Events,
) -> EventType:
    """The event type, where it hangs on the actor, the weapon or a word such as "again"."""
    if kind == "take" or kind == "free":
        owner = party is not None and party == sides.owner
        return "recapture" if owner else "capture"
    if kind == "ours":
        names = {m.name for m in scene.marks}
        if "again" not in names and "wholly" not in names and "ongoing" in names:
            return "holding"
        return "recapture" if party == sides.owner else "capture"
    if kind in {"attack", "hit"}:
        if any(_holds(w, pack.grammar.air_weapons) for w in scene.lowers):
            return "strike"
        if any(_holds(w, pack.grammar.guns) for w in scene.lowers):
            return "shelling"
        return "strike" if kind == "hit" or _from_afar(scene, trigger, sides, pack) else "offensive"
    if kind == "shelling" and any(_holds(w, pack.grammar.air_weapons) for w in scene.lowers):
        return "shelling" if any(_holds(w, pack.grammar.guns) for w in scene.lowers) else "strike"
    return cast(EventType, kind)


def _from_afar(scene: Scene, trigger: Trigger | None, sides: Sides, pack: Events) -> bool:
    """Whether an attack without a weapon named is hardly one of ground troops: it hits what is no position of
    theirs, there is no front (the land is nobody's of two), or the text takes it for known ("the attack")."""
    grammar = pack.grammar
    if any(_holds(w, grammar.ground) for w in scene.lowers):
        return False
    if sides.owner is None or any(_holds(w, grammar.civil) for w in scene.lowers):
        return True
    if trigger is None or trigger.group.kind != "noun" or grammar.order == "free":
        return False
    before = scene.lowers[trigger.first - 1] if trigger.first else ""
    return before in grammar.determiners and before in grammar.definite


def _holds(lower: str, parts: tuple[str, ...]) -> bool:
    return any(p in lower for p in parts) if len(lower) > 2 else False


__all__ = ["PartyMention", "Sides", "Status", "Trigger", "best_trigger", "find_triggers", "read_event"]
