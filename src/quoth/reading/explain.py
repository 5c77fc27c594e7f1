"""The steps of a reading in words, for `quoth read --explain`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quoth.reading.chart import Chart
from quoth.reading.context import Context
from quoth.reading.cues import Cue
from quoth.reading.weighing import Candidate
from quoth.text import Sentence


class Explanation:
    """Collects what each step found; costs nothing when it is switched off."""

    def __init__(self, context: Context, wanted: bool) -> None:
        self.context, self.wanted = context, wanted
        self._steps: list[tuple[str, tuple[str, ...]]] = []

    @property
    def steps(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple(self._steps)

    def _words(self, tokens: Iterable[int]) -> str:
        return " ".join(self.context.passage.tokens[i].text for i in tokens)

    def sentence(
        self,
        sentence: Sentence,
        chart: Chart,
        cues: Sequence[Cue],
        candidates: Sequence[Candidate],
        chosen: Sequence[Candidate],
    ) -> None:
        """Add one sentence's chart, cues, candidates and decision."""
        if not self.wanted:
            return
        lines = []
        for clause in chart.clauses:
            own = [i for i in range(clause.first, clause.end) if chart.clause_of.get(i) == clause.i]
            verb = self._words([clause.verb]) if clause.verb is not None else "-"
            lines.append(f"clause {clause.i} {clause.kind}, verb {verb}: {self._words(own)}")
        for mention in self.context.mentions_in(chart.first, chart.end):
            lines.append(f"mention {mention.kind} {mention.id}: {self._words(range(mention.first, mention.end))}")
        for cue in cues:
            lines.append(f"cue {cue.kind} {cue.act} ({', '.join(sorted(cue.takes))}): {self._words(cue.tokens)}")
        for c in sorted(candidates, key=lambda c: -c.score):
            who = self._words(range(c.mention.first, c.mention.end)) if c.mention else "carried over"
            what = " | ".join(self._words(p) for p in c.pieces) or ("the sentence before" if c.points_back else "")
            mark = "+" if any(c.cue.main == k.cue.main and c.shape == k.shape for k in chosen) else " "
            lines.append(f"{mark} {c.score:.2f} {c.shape}: {who} / {self._words(c.cue.tokens)} / {what}")
        text = self.context.passage.text[sentence.start : sentence.stop]
        self._steps.append((f"sentence {sentence.i + 1}: {text[:100]}", tuple(lines)))
