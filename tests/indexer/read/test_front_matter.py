"""Data at the head of Markdown files."""

import pytest

from indexer.read.front_matter import FrontMatter, split_front_matter

WANTED = FrontMatter("Boats: a guide", "2031-05-02", "fr", "A. Ruiz, B. Lund")


@pytest.mark.parametrize(
    "head",
    [
        """---
title: "Boats: a guide"
date: 2031-05-02 # first edition
lang: fr
author: [A. Ruiz, B. Lund]
tags:
  - x
---""",
        """---
Title: 'Boats: a guide'
Date: 2031-05-02
language: fr
authors:
- A. Ruiz, B. Lund
...""",
        """+++
title = "Boats: a guide"
date = 2031-05-02
lang = "fr"
authors = ["A. Ruiz", "B. Lund"]
[extra]
x = 1
+++""",
    ],
)
def test_data_describe_the_text(head: str) -> None:
    """YAML and TOML; the text keeps its lines."""
    found, text = split_front_matter(f"{head}\nText.")
    assert found == WANTED
    assert (text.strip(), text.count("\n")) == ("Text.", head.count("\n") + 1)


def test_a_title_block() -> None:
    """Pandoc's: title, author and date in the first lines."""
    assert split_front_matter("% Boats\n% A. Ruiz\n% 2031\nText.") == (
        FrontMatter("Boats", "2031", None, "A. Ruiz"),
        "\n\n\nText.",
    )


@pytest.mark.parametrize(
    "text",
    ["---\nA rule above. And below.\n---\nText.", "---\ntitle: x\nText.", "+++\nx\n+++", "Text.", "---\n---\n", "%"],
)
def test_other_texts_have_none(text: str) -> None:
    """Rules, and data that do not end, are text."""
    assert split_front_matter(text) == (FrontMatter(), text)
