"""The note by which a reader reports a wrong record: a block for a file of corpus/status, to be sent to an editor."""

import datetime
import json


def error_note(permalink: str, source: str, date: datetime.date) -> str:
    """Return a note that a record was found by mistake, in the form of corpus/status/README.md.

    `source` is the address where the record can be checked. The reader adds what is wrong.
    """
    return "\n".join(
        (
            "[[note]]",
            f"reference = {_quoted(permalink)}",
            f"date = {date.isoformat()}",
            'status = "mistaken"',
            f"source = {_quoted(source)}",
            'note = "Say what is wrong."',
        )
    )


def _quoted(text: str) -> str:
    """Return a TOML basic string, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)
