"""The stop words by which trafilatura's last resort, jusText, finds the text of a page: read before the sandbox closes.

trafilatura reads its hundred files when it first needs them, when none can be opened. Making words of them takes a
tenth of a second and few pages need them, so that only their bytes are read ahead.
"""

from importlib.resources import files

from trafilatura import external


def read_stop_words() -> None:
    """Read the files of stop words, and have trafilatura take its words from what was read."""
    lists = [each.read_bytes() for each in files("justext").joinpath("stoplists").iterdir()]

    def stop_words() -> tuple[str, ...]:
        words = tuple({word.decode().lower() for each in lists for word in each.splitlines()})
        external.JT_STOPLIST = words  # type: ignore[assignment]  # whose type says that it is None
        return words

    external.jt_stoplist_init = stop_words  # type: ignore[assignment]  # whose type says that there is one word
