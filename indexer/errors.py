"""Every error that Verbatim raises on purpose.

    VerbatimError
    ├── SettingsError            a setting in the environment has an invalid value
    ├── CorpusError              a file of the corpus is missing or malformed (manifest, taxonomy, briefing)
    ├── ReadingError             a document cannot be read
    ├── FetchError               a URL cannot be fetched, or must not be
    │   ├── RetryableError       the reason may pass
    │   ├── UnsupportedContent   the file has an unsupported type or is too large
    │   └── FetchInProgress      another process is fetching into the same data folder
    ├── IndexUnavailable         there is no index that can be searched
    │   ├── NoIndex              nothing has been built yet
    │   ├── DamagedIndex         a file of it is missing or not what was written
    │   └── IndexVersionMismatch  it was built by another version of the schema
    ├── CorruptImage             an index's image is missing, stale or damaged
    ├── PageChanged              a stored page has changed: nothing of it is quoted
    ├── BuildError               a generation could not be built or verified
    │   ├── BuildInProgress      another process is building in the same data folder
    │   └── LimitReached         a document takes more processor time or memory than it may
    └── RequestError             a request cannot be answered
        ├── QueryTooLong
        ├── BadParameter
        ├── NotFound
        │   └── Gone             an earlier index held it
        ├── QueryTimeout
        ├── ServiceBusy          too many requests of this kind are being answered
        └── NoPicture            the picture of a page cannot be shown, or not yet

Each message says what happened, then what to do. The service maps classes to HTTP statuses in one table.
"""

import errno
from collections.abc import Callable, Mapping
from typing import ClassVar


class VerbatimError(Exception):
    """The root of the tree.

    A message for readers of pages is a constant with named places, so that it can be translated: the values are given
    by name. A value may be a number.
    """

    def __init__(self, message: str = "", **values: str | float) -> None:
        super().__init__(message % values if values else message)
        self.template = message
        self.values = values

    def message_in(self, translate: Callable[[str], str]) -> str:
        """Return the message with its template translated."""
        template = translate(self.template)
        return template % self.values if self.values else template


class SettingsError(VerbatimError):
    """A setting in the environment has an invalid value; the message names the variable."""


class CorpusError(VerbatimError):
    """A file of the corpus is missing or malformed."""


class ReadingError(VerbatimError):
    """A document cannot be read. `stage` is where it failed; the message holds the reason and the remedy."""

    def __init__(self, message: str, stage: str = "read") -> None:
        super().__init__(message)
        self.stage = stage


class FetchError(VerbatimError):
    """A URL cannot be fetched, or must not be. `status` is the HTTP status, where the host sent one."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class RetryableError(FetchError):
    """A URL could not be fetched for a reason that may pass: a busy host, a broken connection."""


class UnsupportedContent(FetchError):
    """A file has an unsupported type or is too large."""


class FetchInProgress(FetchError):
    """Another process is fetching into the same data folder."""


class IndexUnavailable(VerbatimError):
    """There is no index that can be searched."""


class NoIndex(IndexUnavailable):
    """Nothing has been built yet."""


class DamagedIndex(IndexUnavailable):
    """A file of the index is missing or not what was written, and there is no other index to serve."""


class IndexVersionMismatch(IndexUnavailable):
    """The live generation has another schema version than this code."""


class CorruptImage(VerbatimError):
    """The image of a generation is missing, damaged, or made from another index."""


class PageChanged(VerbatimError):
    """A stored page was changed or damaged after the index was built, so nothing of it may be quoted."""


class BuildError(VerbatimError):
    """A generation could not be built or did not pass verification; the live one is untouched."""


class BuildInProgress(BuildError):
    """Another process is building in the same data folder."""


class LimitReached(BuildError):
    """A document takes more processor time or memory than it may: it is skipped, with this message."""


class RequestError(VerbatimError):
    """A request cannot be answered."""


class QueryTooLong(RequestError):
    """The query has more characters than allowed."""


class BadParameter(RequestError):
    """A parameter has an unknown value, or one out of bounds."""


class NotFound(RequestError):
    """No passage or document has this id."""


class Gone(NotFound):
    """A passage that an earlier index held is not in this one."""


class QueryTimeout(RequestError):
    """The query took longer than its deadline allows."""


class ServiceBusy(RequestError):
    """Too many requests of a costly kind are being answered."""

    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "20"}


class NoPicture(RequestError):
    """The picture of a page cannot be made, or not within the time that a request may take."""


_REMEDIES = {
    errno.ENOSPC: "The disk is full: make room on it",
    errno.EDQUOT: "The quota of disk space is used up: make room",
    errno.EFBIG: "A file would be larger than this process may write: raise its limit (ulimit -f)",
    errno.EROFS: "It is on a file system that can only be read: make it writable, or choose another folder",
    errno.EACCES: "This user may not use it: correct its owner or its permissions",
    errno.EPERM: "This user may not use it: correct its owner or its permissions",
    errno.ENOTDIR: "There is a file where a folder is needed: remove it, or choose another folder",
    errno.EEXIST: "There is a file where a folder is needed: remove it, or choose another folder",
    errno.EMFILE: "This process has too many files open: raise its limit (ulimit -n)",
}


def system_error(error: OSError) -> VerbatimError:
    """Build the error for what the system refused, with the file that it is about, and what to do."""
    path = f"{error.filename}: " if error.filename else ""
    remedy = _REMEDIES.get(error.errno or 0, "Correct that")
    return VerbatimError(f"{path}{error.strerror or error}. {remedy}, then try again. The live index is as it was.")
