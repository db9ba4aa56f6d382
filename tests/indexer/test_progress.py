"""How a build is shown."""

import io
from pathlib import Path

from rich.console import Console

from indexer.corpus.files import InputFile
from indexer.progress import BuildProgress
from indexer.records.document import SkippedFile


def shown(console: Console, tmp_path: Path) -> str:
    """What a build of two files says, of which one is skipped."""
    files = [InputFile(tmp_path / name) for name in ("large.pdf", "[bold]odd.md")]
    files[0].path.write_bytes(bytes(2_000_000))
    with BuildProgress(console, files) as progress:
        progress.on_total(2)
        for file in files:
            progress.on_start(file)
        progress._bar.refresh()
        for file in files:
            progress.on_read(file)
        progress._bar.refresh()
        progress.on_done(files[0], 7, None)
        progress.on_done(files[1], 0, SkippedFile("[bold]odd.md", "read", "is [red]odd; mend it"))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_terminal_shows_names_rate_and_time_left(tmp_path: Path) -> None:
    """Both files being read, then that they are written, how
    many are done, the share, the rate and the time left; a line for a skipped one.
    """
    said = shown(Console(file=io.StringIO(), force_terminal=True, width=160, color_system=None), tmp_path)
    assert "large.pdf, [bold]odd.md" in said
    assert "Writing" in said
    assert "2/2 files" in said
    assert "100%" in said
    assert "0:00:00" in said
    assert "skipped [bold]odd.md (read): is [red]odd; mend it" in said


def test_elsewhere_each_file_has_a_line(tmp_path: Path) -> None:
    """A log has no bar."""
    said = shown(Console(file=io.StringIO(), width=160), tmp_path)
    assert said.splitlines() == ["large.pdf: 7 passages", "skipped [bold]odd.md (read): is [red]odd; mend it"]
