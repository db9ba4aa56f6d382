"""Rows of sentences, and the table of forms."""

import numpy as np

from indexer.analysis.sentence_index import Answerable, Form, Quotable
from indexer.index.sentence_rows import OTHER_BITS, PER_FORM, form_rows, row_of, table_of

FORMS = {key: Form(key + 1, 0, key + 2, telling=True, words=2, step=3) for key in (7, 1 << 31, 5 << OTHER_BITS)}


def test_a_row_holds_all() -> None:
    """A row has its sizes, its sentences, the keys of its forms, what stands above and its signs, in this order."""
    sentences = (Quotable(0, 9, 2, [(3, 5, 1), (6, 9, 64)]), Quotable(10, 12, 0, []))
    signs = [(3 << 16) + (2 << 9) + 1, (6 << 16) + (3 << 9) + 64]
    row = row_of(Answerable(sentences, [70, 71], (5,)))
    assert row == [2, 2, 1, 0, 9, (2 << 8) + 2, 10, 12, 0, 70, 71, 5, *signs]


def test_signs_that_no_row_can_hold() -> None:
    """A sign too far from the start of its sentence is left out, one that is too long cut off."""
    sentence = Quotable(0, 80_000, 0, [(0, 500, 1), (70_000, 70_001, 1)])
    assert row_of(Answerable((sentence,), [], ()))[-1] == (127 << 9) + 1


def test_forms_are_found_by_the_beginnings_of_their_keys() -> None:
    """The table has each form once, in the order of keys, and says where those with the same first bits begin."""
    table = table_of(np.concatenate([form_rows(FORMS), form_rows(FORMS)[1:]]))
    forms = table.forms.reshape(-1, PER_FORM).tolist()
    assert [form[0] for form in forms] == sorted(FORMS)
    for place, (key, *numbers) in enumerate(forms):
        assert table.starts[key >> OTHER_BITS] <= place < table.starts[(key >> OTHER_BITS) + 1]
        assert numbers == [key + 1, 0, key + 2, 1 + (2 << 1) + (3 << 16)]


def test_a_table_of_no_forms() -> None:
    """Where there are no forms, none is found."""
    assert not table_of(form_rows({})).starts.any()
