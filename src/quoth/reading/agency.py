"""Who does the event of a claim: subject, by-phrase, adjective or genitive of its event word, else what the type
suggests."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.languages.events import Events, Group
from quoth.languages.wordings import Found
from quoth.model import Event
from quoth.reading.scene import Actor, Scene, Sides
from quoth.reading.status import is_passive

#: Events that a side does to itself: "troops are withdrawn" names the actor, not a victim.
_OWN_MOVES = {
    "withdrawal",
    "redeployment",
    "advance",
    "entry",
    "offensive",
    "breakthrough",
    "holding",
    "evacuation",
    "dispute",
    "other",
}
#: Nouns whose genitive names the actor ("the advance of X"); for the others it names the victim ("the
#: encirclement of X").
_SUBJECTIVE = {
    "withdrawal",
    "redeployment",
    "advance",
    "entry",
    "offensive",
    "breakthrough",
    "attack",
    "fighting",
    "other",
    "ceasefire",
}
#: Nouns that take their target with a preposition in languages with cases, so that there, too, the genitive is
#: the actor.
#: Types whose noun tells for whom they are a gain.
_GAINS = {"advance", "breakthrough"}
_AIMED = {"strike", "shelling", "hit"}
#: Acts whose speaker does what nobody else is named for.
_OWN_ACTS = {"states", "confirms", "denies", "predicts"}
_NEAR = 3
#: Marks of finite verbs.
_FINITE = {
    "finite", "past", "present", "perfect", "perfect_or_passive", "passive_past", "passive_present", "attempt",
    "will", "would", "able", "forced",
}  # fmt: skip


def name_actor(
    scene: Scene,
    found: Found | None,
    group: Group | None,
    pack: Events,
    sides: Sides,
    act: str,
    source_party: str | None,
    antecedent: Event | None,
) -> str | None:
    """The party that does it, or None when the text gives no ground to name one."""
    speaker = source_party if source_party in sides.parties else None
    if found is None or group is None:
        subject = _subject(scene, 0, None, pack)
        if subject is None and antecedent is not None and _pronoun_subject(scene, 0, pack):
            subject = antecedent.actor
        if subject is not None:
            return subject
        if act == "accuses":
            return sides.opponent(speaker)
        return source_party if act in _OWN_ACTS and not scene.marked(0, "absent") else None
    named = _from_grammar(scene, found, group, pack, sides, antecedent)
    if named is not None:
        return named
    if scene.marked(scene.clause[found.first], "stateless") and group.kind != "noun" and group.role == "agent":
        return None  # rebels and militias are nobody's
    if group.kind != "noun" and _has_no_subject(scene, found, pack) and act in _OWN_ACTS:
        return source_party  # "to have taken the hill": the subject is who speaks
    if act == "accuses" and (group.default != "none" or group.kind == "verb"):
        return sides.opponent(speaker)
    return _default(scene, found, group, pack, sides, act, source_party, antecedent)


def _has_no_subject(scene: Scene, found: Found, pack: Events) -> bool:
    """Whether the event's verb is a marked infinitive with no finite verb before it, so without a subject."""
    clause = scene.clause[found.first]
    here = [i for i, c in enumerate(scene.clause) if c == clause]
    mark = next((i for i in here if scene.lowers[i] in pack.grammar.purpose_marks), None)
    if mark is None or any(scene.lowers[i] in pack.grammar.purposes for i in here if i < mark):
        return False
    if any(m.first < mark and m.name in _FINITE for m in scene.marks if m.clause == clause):
        return False
    known = (pack.tense_of.get(scene.lowers[i], frozenset()) for i in here if i < mark)
    return not any(tenses & {"present", "past"} and "infinitive" not in tenses for tenses in known)


def _from_grammar(
    scene: Scene, found: Found, group: Group, pack: Events, sides: Sides, antecedent: Event | None
) -> str | None:
    clause = scene.clause[found.first]
    inner = _inside(scene, found) if group.kind == "idiom" else None
    if inner is not None:
        return inner.party if group.role == "agent" else sides.opponent(inner.party)
    for actor in scene.actors:
        if actor.role == "agent" and actor.clause == clause and group.type != "other":
            return actor.party
    if group.kind == "noun" or (group.kind == "idiom" and group.role == "agent"):
        named = _of_noun(scene, found, group, pack, sides)
        if named is not None:
            return named
    if group.role == "patient":
        victim = _subject(scene, clause, found, pack) or _any(scene, clause)
        return sides.opponent(victim)
    if group.kind != "noun" and is_passive(scene, found, group, pack):
        victim = _subject(scene, clause, found, pack) or _victim(scene, clause, found)
        if victim is None or group.type in {"free", "recapture"}:
            return None  # "Ukrainian land was freed": whose land it is tells nothing of who freed it
        return victim if group.type in _OWN_MOVES else sides.opponent(victim)
    if group.kind != "noun" and _has_no_subject(scene, found, pack):
        return None
    subject = _subject(scene, clause, found, pack)
    if subject is None and group.kind != "noun":
        target = _object(scene, clause, found, pack)
        if target is not None:
            return target if group.type in _OWN_MOVES and group.intransitive else sides.opponent(target)
    if subject is None and scene.depth[found.first]:
        subject = _before(scene, found.first)
    if subject is None and antecedent is not None and _pronoun_subject(scene, clause, pack):
        subject = antecedent.actor
    if subject is None:
        subject = next(
            (
                a.party
                for a in scene.actors
                if a.role == "genitive" and a.clause == clause and a.first < found.first and _heads(scene, a, pack)
            ),
            None,
        )
    return subject


def _heads(scene: Scene, actor: Actor, pack: Events) -> bool:
    """Whether a genitive belongs to a subject: no preposition governs the noun before it."""
    grammar = pack.grammar
    low = max(0, actor.first - 6)
    return not any(w in grammar.prepositions for w in scene.lowers[low : actor.first])


def _inside(scene: Scene, found: Found) -> Actor | None:
    """A mention between the words of an idiom: "in Russian hands"."""
    for first, end in found.spans:
        for actor in scene.actors:
            if first <= actor.first < end and actor.end <= end:
                return actor
    return None


def _of_noun(scene: Scene, found: Found, group: Group, pack: Events, sides: Sides) -> str | None:
    first, end = found.first, found.end
    for actor in scene.actors if group.kind == "noun" else ():
        between = scene.lowers[actor.end : first]
        if 0 <= first - actor.end <= _NEAR and all(w.endswith(pack.grammar.modifier_endings) for w in between):
            return actor.party if group.role == "agent" else sides.opponent(actor.party)
    for actor in scene.actors:
        if actor.role != "genitive" or not 0 <= actor.first - end <= _NEAR:
            continue
        between = scene.lowers[end : actor.first]
        if actor.clause == scene.clause[first] and not any(w in pack.grammar.prepositions for w in between):
            own = group.kind == "idiom" or (
                group.role == "agent" and (group.type in _SUBJECTIVE or (_cased(pack) and group.type in _AIMED))
            )
            return actor.party if own else sides.opponent(actor.party)
    for actor in scene.actors if group.type in _GAINS else ():
        behind = actor.first - 1
        if end <= behind <= end + 2 and any(w in pack.grammar.beneficiaries for w in scene.lowers[end : actor.first]):
            return actor.party  # "gains for the defenders"
    return None


def _cased(pack: Events) -> bool:
    return pack.grammar.order == "free"


def _bare(scene: Scene, clause: int) -> list[Actor]:
    return [a for a in scene.actors if a.role == "bare" and a.clause == clause]


def _subject(scene: Scene, clause: int, found: Found | None, pack: Events) -> str | None:
    bare = _bare(scene, clause)
    if not bare:
        return None
    order = pack.grammar.order
    if found is None or order == "free":
        return bare[0].party
    before = [a for a in bare if a.first < found.first]
    if before:
        return before[0].party
    if order == "v2":
        return bare[0].party
    return None


def _object(scene: Scene, clause: int, found: Found, pack: Events) -> str | None:
    """The party of what is acted upon, where no subject is named."""
    for actor in scene.actors:
        if actor.clause == clause and (actor.role == "object" or (actor.role == "bare" and actor.first >= found.end)):
            return actor.party
    return None


def _victim(scene: Scene, clause: int, found: Found) -> str | None:
    for actor in scene.actors:
        if actor.clause == clause and actor.role in {"object", "genitive"} and abs(actor.first - found.first) <= 8:
            return actor.party
    return None


def _any(scene: Scene, clause: int) -> str | None:
    return next((a.party for a in scene.actors if a.clause == clause and a.role in {"object", "genitive"}), None)


def _before(scene: Scene, i: int) -> str | None:
    near = [a.party for a in scene.actors if a.first < i and a.role != "oblique"]
    return near[-1] if near else None


def _pronoun_subject(scene: Scene, clause: int, pack: Events) -> bool:
    return any(w in pack.grammar.pronouns and c == clause for w, c in zip(scene.lowers, scene.clause, strict=True))


_SOURCE_ACTS = {
    "capture", "take", "holding", "ours", "withdrawal", "redeployment", "advance", "breakthrough", "entry",
    "repelled",
    "encirclement", "offensive", "attack", "evacuation", "prisoners",
}  # fmt: skip


def _default(
    scene: Scene,
    found: Found,
    group: Group,
    pack: Events,
    sides: Sides,
    act: str,
    source_party: str | None,
    antecedent: Event | None,
) -> str | None:
    """The actor when nobody is named: sides speak of their own moves, of their hits on military targets and of
    the other
    side's strikes on all else."""
    kind = group.default
    speaker = source_party if source_party in sides.parties else None
    if speaker is None and antecedent is not None and antecedent.type == group.type and antecedent.actor is not None:
        return antecedent.actor
    if kind == "owner" or group.type == "recapture":
        return sides.owner or speaker
    if kind == "invader":
        return sides.invader
    if group.type in {"strike", "shelling", "hit", "destruction"} and kind not in {"source", "opponent"}:
        if sides.land is not None and (speaker is None or (sides.land == speaker and act != "denies")):
            return sides.opponent(sides.land)
        if sides.land is not None and sides.land == sides.invader:
            return sides.owner  # hardly anybody shells the invader's land but the invaded
        hit = _hits_military(scene, found, group, pack)
        if hit:
            return speaker
        if kind == "none" or group.kind != "verb" or group.type == "destruction":
            return None
        return speaker if act == "denies" else sides.opponent(speaker)
    if kind == "none":
        return None
    if group.type == "evacuation" and speaker is None:
        return sides.owner
    if kind == "opponent":
        return sides.opponent(speaker)
    if group.type == "free":
        return sides.opponent(speaker) if act == "denies" else speaker or sides.owner
    if kind == "source" or group.type in _SOURCE_ACTS:
        if act == "denies" and group.type in {"capture", "take", "advance", "breakthrough", "entry", "encirclement"}:
            return sides.opponent(speaker)
        if speaker is None and group.type in {
            "capture",
            "take",
            "advance",
            "breakthrough",
            "entry",
            "offensive",
            "encirclement",
        }:
            return sides.opponent(sides.land) if sides.land is not None else sides.invader
        return speaker
    return None


def _hits_military(scene: Scene, found: Found, group: Group, pack: Events) -> bool:
    """Whether the clause names a military target; a weapon that strikes is none, one that is destroyed is."""
    grammar = pack.grammar
    weapons = () if group.type == "destruction" else grammar.air_weapons + grammar.guns
    clause = scene.clause[found.first]
    words = (w for w, c in zip(scene.lowers, scene.clause, strict=True) if c == clause)
    return any(any(t in w for t in grammar.targets) and not any(x in w for x in weapons) for w in words)


__all__: Sequence[str] = ["name_actor"]
