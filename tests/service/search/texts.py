"""Texts and queries for hypothesis: made of words that meet, with marks and breaks of all kinds between them."""

from hypothesis import strategies as st

WORDS = (
    "labour labor Labour inspection inspections inspectors workers’ workers' l’événement evenements trabajo the of to "
    "Viet Nam Vietnam COVID-19 C188 Convention No. 188 62 per cent 1.6 Mr. end. End! yes? “quoted” (bracketed) a-b é "
    "12 June 2020 de junio US$ 100 $100 million 1,600,000 € euros 000 345 港口禁止童工 童工 水 ท่าเรือ 항구에서는 항구 "
    "बंदर الميناء بميناء GB.1/INS/2 § WHO who C# Port+"
).split()

_PIECES = st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", " ", " ", "\n", "  ", " – "]))

texts = st.lists(_PIECES, max_size=160).map(lambda pieces: "".join(word + gap for word, gap in pieces))
"""Texts of passages, some of them long enough to need cutting."""

queries = st.lists(
    st.sampled_from(
        [*WORDS, "OR", "-Mr", '"labour inspection"', '"of the"', "insp*", "lab*", "absent", '"童工"', "NOT"]
    ),
    max_size=6,
).map(" ".join)
"""Queries of which some find something in such texts."""
