"""Files that are dropped into a folder are seen once they are whole."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path

from indexer.watch import changes, file_states


def test_settled_changes_are_seen(tmp_path: Path) -> None:
    """There is one at first, and one after files were added, changed or removed and then stayed the same."""
    report = tmp_path / "a" / "report.md"
    report.parent.mkdir()
    steps: list[Callable[[], object]] = [
        lambda: None,
        lambda: report.write_text("half", encoding="utf-8"),
        lambda: report.write_text("a whole report", encoding="utf-8"),
        lambda: None,
        lambda: (tmp_path / ".hidden").write_text("x", encoding="utf-8"),
        lambda: None,
        report.unlink,
        lambda: None,
    ]
    done: list[int] = []

    def pause() -> None:
        steps[len(done)]()
        done.append(len(done))

    seen = [len(done) for _ in islice(changes([tmp_path], pause), 3)]
    assert seen == [1, 4, 8]


def test_broken_links_do_not_count(tmp_path: Path) -> None:
    """What cannot be looked at is no file."""
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    (tmp_path / "report.md").write_text("x", encoding="utf-8")
    assert list(file_states([tmp_path])) == [tmp_path / "report.md"]
