"""Contents that an office file holds in two versions, for newer and older programs: one of them is kept."""

from typing import Any

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Local names of what is read: text, charts, diagrams.
_READ = frozenset({"t", "chart", "relIds"})


def keep_one_version(root: Any) -> Any:
    """Put the version that is read in the place of each AlternateContent under a root; return the root.

    It is the first choice, as in newer programs, or the fallback where no choice holds anything that can be read.
    """
    for both in list(root.iter(f"{MC}AlternateContent")):
        parent = both.getparent()
        if parent is None:
            continue
        versions = [*both.findall(f"{MC}Choice"), *both.findall(f"{MC}Fallback")]
        chosen = next((each for each in versions if _is_readable(each)), versions[0] if versions else None)
        at = parent.index(both)
        parent[at : at + 1] = list(chosen) if chosen is not None else []
    return root


def _is_readable(version: Any) -> bool:
    for element in version.iter():
        if isinstance(element.tag, str):
            name = element.tag.rpartition("}")[2]
            if name in _READ and (name != "t" or (element.text or "").strip()):
                return True
    return False
