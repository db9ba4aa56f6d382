"""The words that keep our own texts apart from the documents."""

DISCLAIMER = "Verbatim's briefing, not the official text"
"""What must stand wherever a text is shown that was written for this service."""
