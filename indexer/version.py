"""Verbatim's version, which packaging, `--version` and the fetcher's user agent share."""

VERSION = "0.1.0"
