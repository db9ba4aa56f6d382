"""Every error that Verbatim raises on purpose.

    VerbatimError
    ├── SettingsError         a setting in the environment has a value that cannot be used
    ├── CorpusError           the corpus's own files are wrong (manifest, taxonomy, briefing)
    ├── ReadingError          a document cannot be read; has a stage and a remedy
    ├── FetchError            an address cannot be fetched, or must not be
    │   ├── TryAgain          what went wrong may pass
    │   ├── Unwanted          what came is not of a type or size that is taken
    │   └── FetchInProgress   another process is fetching into the same data folder
    ├── IndexUnavailable
    │   ├── NoIndex           nothing was built yet
    │   └── ForeignIndex      built by another version of the schema
    ├── DamagedImage          an index's image is missing, stale or damaged; Whoosh's part may still answer
    ├── PageChanged           a stored page is not the text that was stored: nothing of it is quoted
    ├── BuildError            a generation could not be built or verified
    │   └── BuildInProgress   another build holds the lock
    └── RequestError          what was asked cannot be answered as asked
        ├── QueryTooLong
        ├── BadQuery
        ├── BadParameter
        ├── NotFound
        └── QueryTimeout

Each message says what is wrong and what to do. The service maps classes to HTTP statuses in one table.
"""


class VerbatimError(Exception):
    """The root of the tree."""


class SettingsError(VerbatimError):
    """A setting in the environment has a value that cannot be used; the message names the variable."""


class CorpusError(VerbatimError):
    """A file of the corpus is missing or malformed."""


class ReadingError(VerbatimError):
    """A document cannot be read. `stage` is where it failed; the message holds the reason and the remedy."""

    def __init__(self, message: str, stage: str = "read") -> None:
        super().__init__(message)
        self.stage = stage


class FetchError(VerbatimError):
    """An address cannot be fetched, or must not be; the message says why, `status` what the host said, if it did."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class RetryableError(FetchError):
    """An address could not be fetched for a reason that may pass: a busy host, a broken connection."""


class UnsupportedContent(FetchError):
    """What an address gives is not of a type or size that is taken."""


class FetchInProgress(FetchError):
    """Another process is fetching into the same data folder."""


class IndexUnavailable(VerbatimError):
    """There is no index that can be searched."""


class NoIndex(IndexUnavailable):
    """No generation was built yet."""


class ForeignIndex(IndexUnavailable):
    """The live generation has another schema version than this code."""


class DamagedImage(VerbatimError):
    """The image of a generation is missing, was made from another index, or is not as its stamp says."""


class PageChanged(VerbatimError):
    """A stored page was changed or damaged after the index was built, so nothing of it may be quoted."""


class BuildError(VerbatimError):
    """A generation could not be built or did not pass verification; the live one is untouched."""


class BuildInProgress(BuildError):
    """Another process is building in the same data folder."""


class RequestError(VerbatimError):
    """What was asked cannot be answered as asked."""


class QueryTooLong(RequestError):
    """The query has more characters than allowed."""


class BadQuery(RequestError):
    """The query has no form that can be searched."""


class BadParameter(RequestError):
    """A parameter has a value that does not exist or is out of bounds."""


class NotFound(RequestError):
    """No passage or document has this id."""


class QueryTimeout(RequestError):
    """The query took longer than its deadline allows."""
