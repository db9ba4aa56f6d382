"""Contents in two versions."""

import pytest
from docx.oxml.parser import parse_xml

from indexer.read.office.alternatives import MC, keep_one_version

NAMES = f'xmlns:mc="{MC[1:-1]}"'


@pytest.mark.parametrize(
    ("choice", "fallback", "kept"),
    [
        ("<t>new</t>", "<t>old</t>", "new"),
        ("<pic/>", "<t>old</t>", "old"),
        ("<chart/>", "<t>old</t>", ""),
        ("<mc:AlternateContent><mc:Choice><t>inner</t></mc:Choice></mc:AlternateContent>", "<t>old</t>", "inner"),
        ("<pic/>", "<pic/>", ""),
    ],
)
def test_one_version_is_kept(choice: str, fallback: str, kept: str) -> None:
    """The first that holds anything that can be read."""
    both = f"<mc:Choice>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>"
    both = f"<mc:AlternateContent>{both}</mc:AlternateContent>"
    root = keep_one_version(parse_xml(f"<root {NAMES}><t>a</t>{both}<t>b</t></root>"))
    assert "".join(root.itertext()) == f"a{kept}b"
    assert not list(root.iter(f"{MC}AlternateContent"))
