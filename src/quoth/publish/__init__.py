"""Publishing what the ledger holds: the daily update in several languages and forms."""

from quoth.publish.feeds import render_atom, render_json_feed
from quoth.publish.update_compose import publish_update
from quoth.publish.update_html import render_html, render_html_fragment
from quoth.publish.update_md import render_md
from quoth.publish.update_model import Figure, Moment, Note, Part, Pin, Section, Sentence, StateChange, Update
from quoth.publish.update_wording import LANGUAGES, WordingError

#: The short name of `publish_update`.
update = publish_update

__all__ = [
    "LANGUAGES", "Figure", "Moment", "Note", "Part", "Pin", "Section", "Sentence", "StateChange", "Update",
    "WordingError", "publish_update", "render_atom", "render_html", "render_html_fragment", "render_json_feed",
    "render_md", "update",
]  # fmt: skip
