"""The style of a document's body text."""

from indexer.read.pdf.body import USUAL_LEADING, measure_body
from tests.indexer.read.pdf.plain_lines import line, lines, style

TEXT = [f"The crew of boat {at} mends its nets in the shed" for at in range(10)]


def test_the_body_is_what_most_characters_are_set_in() -> None:
    """Headings and notes do not matter; the leading is the median step between its lines."""
    page = [line("Sheds", baseline=780, setting=style(16, weight=700)), *lines(*TEXT, leading=13)]
    body = measure_body([page, [line("1 A note", baseline=60, setting=style(7))]])
    assert (body.size, body.weight, body.colour, body.leading) == (10, 400, 0, 13)


def test_without_steps_the_leading_is_the_usual_one() -> None:
    """A document of one line has none to measure."""
    assert measure_body([[line("Boats")]]).leading == USUAL_LEADING * 10


def test_bold_and_coloured_are_relative_to_the_body() -> None:
    """In a body of bold text, bold is nothing special."""
    body = measure_body([[line(text, setting=style(weight=700, colour=0x333333)) for text in TEXT]])
    assert not body.is_bold(line("Nets", setting=style(weight=700)))
    assert body.is_bold(line("Nets", setting=style(weight=900)))
    assert body.is_coloured(line("Nets"))


def test_larger_lines_have_wider_leading() -> None:
    """In proportion to their size; smaller lines keep that of the body."""
    body = measure_body([lines(*TEXT)])
    assert body.leading_of(line("Nets", setting=style(20))) == 2 * body.leading
    assert body.leading_of(line("Nets", setting=style(5))) == body.leading


def test_levels_of_tags_start_at_one() -> None:
    """The highest tagged level is 1, whatever it is called; untagged lines have none."""
    heading, below = line("Sheds", setting=style(level=2)), line("Nets", setting=style(level=3))
    body = measure_body([[heading, below, *lines(*TEXT)]])
    assert [body.level_of(each) for each in (heading, below, lines("text")[0])] == [1, 2, 0]


def test_tags_of_a_program_that_guessed_are_ignored() -> None:
    """Where much of the text is tagged as headings, tags are ignored."""
    tagged = [line(text, setting=style(level=1)) for text in TEXT]
    assert measure_body([tagged + lines(*TEXT)]).level_of(tagged[0]) == 0
