"""British and American spelling: one form for both, so that `labor` finds `labour`."""

import re

_OUR = re.compile(
    r"\b(?P<start>(?:arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|parl"
    r"|ranc|rig|rum|sav|splend|tum|val|vap|vig))our"
)
_ISE = re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)")
_YSE = re.compile(r"(?<=(?:an|ar|at)al)ys(?=(?:e|ed|es|er|ers|ing)$)")
_LL = re.compile(
    r"(?:(?<=[aeiou][^aeiou][aeiou])|(?<=[aeiou][^aeiou][^aeiou][aeiou])|(?<=[fd]ue))ll(?=(?:ed|ing|er|ers)$)"
)
_BEGINNINGS = {
    "anaem": "anem", "anaesth": "anesth", "archaeo": "archeo", "diarrhoe": "diarrhe", "encyclopaed": "encycloped",
    "enquir": "inquir", "foet": "fet", "gynaec": "gynec", "haem": "hem", "judgement": "judgment", "leukaem": "leukem",
    "oedem": "edem", "oestr": "estr", "orthopaed": "orthoped", "paedi": "pedi", "sulph": "sulf",
}  # fmt: skip
_BEGINNING = re.compile(rf"^(?:{'|'.join(_BEGINNINGS)})")
_WHOLE = {
    "centre": "center", "centres": "centers", "fibre": "fiber", "fibres": "fibers", "litre": "liter",
    "litres": "liters", "metre": "meter", "metres": "meters", "theatre": "theater", "defence": "defense",
    "licence": "license", "licences": "licenses", "offence": "offense", "offences": "offenses",
    "practise": "practice", "practised": "practiced", "programme": "program", "programmes": "programs",
    "cheque": "check", "cheques": "checks", "grey": "gray", "ageing": "aging", "fulfil": "fulfill",
    "enrol": "enroll", "enrolment": "enrollment", "skilful": "skillful", "catalogue": "catalog",
    "catalogues": "catalogs", "dialogue": "dialog", "dialogues": "dialogs", "tyre": "tire", "tyres": "tires",
    "aluminium": "aluminum", "mould": "mold", "moulds": "molds", "plough": "plow", "storey": "story",
    "manoeuvre": "maneuver", "manoeuvres": "maneuvers", "jewellery": "jewelry", "pretence": "pretense",
    "learnt": "learned",
}  # fmt: skip


def american_spelling(word: str) -> str:
    """The form that both spellings of a folded English word share.

    It need not be a word: `enterprise` gives `enterprize` on both sides of a search, and nothing is lost.
    """
    if word in _WHOLE:
        return _WHOLE[word]
    word = _BEGINNING.sub(lambda match: _BEGINNINGS[match[0]], word)
    word = _OUR.sub(lambda match: match["start"] + "or", word)
    word = _LL.sub("l", word)
    return _YSE.sub("yz", _ISE.sub("iz", word))
