"""A small evaluation set with answers, for the tests of what measures and trains them."""

from benchmarks.evaluation_set import EvaluationSet, Question, SetPassage

TEXTS = (
    ("quay", "The quay was built in 1911 by Anna Bell. It rained a lot that year. Twelve boats were moored there."),
    ("mill", "The mill was closed in 1954. It had forty workers. Its owner was Carl Dunn, a baker from Hull."),
    ("farm", "The farm keeps ninety sheep. Its wool goes to Leeds. Shearing starts in June every year."),
)
ASKED = (
    ("When was the quay of Anna Bell built?", "quay", "1911"),
    ("How many boats were moored at the quay?", "quay", "Twelve"),
    ("Who was the owner of the mill?", "mill", "Carl Dunn"),
    ("How many workers had the mill?", "mill", "forty"),
    ("How many sheep does the farm keep?", "farm", "ninety"),
    ("Where does the wool of the farm go?", "farm", "Leeds"),
    ("When does shearing start?", "farm", "June"),
    ("In which year was the mill of Hull closed?", "mill", "1954"),
)


def answer_set() -> EvaluationSet:
    """Three documents of one passage each, and questions with their answers."""
    passages = tuple(SetPassage(name, name, f"The {name}", "en", text) for name, text in TEXTS)
    questions = tuple(
        Question(f"q{place}", "en", text, {passage: 1}, (answer,), relevant=frozenset({passage}))
        for place, (text, passage, answer) in enumerate(ASKED)
    )
    return EvaluationSet("small", passages, questions)
