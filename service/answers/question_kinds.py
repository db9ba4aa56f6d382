"""What kind of thing a question asks for, in English, Spanish, French and Vietnamese.

English, Spanish and French questions are read without accents, because people leave them out; Vietnamese ones with
them, because they part its words.
"""

import re
from typing import Literal, get_args

from indexer.analysis.tokenizer import fold

Kind = Literal[
    "share", "number", "date", "place", "name", "person", "organisation", "reason", "how_to", "list", "definition",
    "yes_no", "other",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)

_WHAT = {
    "en": r"(?:what|which)(?: (?:is|are|was|were))?(?: the)?(?: \w+)?",
    "es": r"(?:que|cual(?:es)?)(?: (?:es|son|fue|fueron|era))?(?: (?:el|la|los|las))?",
    "fr": r"quel(?:le)?s?(?: (?:est|sont|etait|etaient|fut|a ete))?(?: (?:le|la|les|l))?",
}
"""What stands before the noun that says what is asked for: "what is the", "which", "cuál fue la", "quelle est la"."""


def _asked(language: str, nouns: str, others: str = "") -> str:
    either = rf"\b{_WHAT[language]} (?:{nouns.replace(' ', '|')})s?\b"
    return f"{either}|{others}" if others else either


_PATTERNS: dict[str, dict[Kind, str]] = {
    "en": {
        "share": _asked("en", "share percentage proportion percent fraction", r"\bhow many per ?cent\b"),
        "number": _asked(
            "en",
            "number amount quantity total population price cost size height length weight area distance budget age "
            "speed depth width temperature salary wage fee fine sum value rate limit figure",
            r"\bhow (?:many|much|long|old|far|tall|high|big|large|often|deep|heavy|fast|wide|few)\b",
        ),
        "date": _asked("en", "year date day month century decade period", r"\bwhen\b|\bsince (?:what|which)\b"),
        "place": _asked(
            "en",
            "country city town place region state province continent river village location capital area",
            r"\bwhere\b",
        ),
        "name": _asked("en", "name nickname title", r"\bwhat (?:is|was|are|were) .* (?:called|named)\b"),
        "person": _asked(
            "en",
            "person president king queen emperor prince author writer composer artist painter player scientist leader "
            "minister director actor founder owner inventor chief",
            r"\b(?:who|whom|whose)\b",
        ),
        "organisation": _asked(
            "en",
            "organization organisation company institution agency ministry union bank party team university "
            "group body commission council association enterprise firm employer",
        ),
        "reason": r"\bwhy\b|\bwhat (?:is|was|are|were) the (?:reason|cause|purpose)s?\b",
        "how_to": r"\bhow\b",
        "list": r"\b(?:what|which) (?:are|were)\b|\b(?:list|name) (?:the|all|some)\b",
        "definition": r"\bwhat (?:is|was|does)\b|\bdefin\w+\b|\bmeaning of\b",
        "yes_no": r"^(?:is|are|was|were|do|does|did|can|could|has|have|had|will|would|should|may|must)\b",
    },
    "es": {
        "share": _asked("es", "porcentaje proporcion parte fraccion"),
        "number": _asked(
            "es",
            "cantidad numero altura edad precio costo coste tamano poblacion superficie distancia duracion longitud "
            "monto suma presupuesto salario total velocidad temperatura peso valor tasa limite",
            r"\bcuant[oa]s?\b|\ba que (?:altura|velocidad|distancia|edad)\b",
        ),
        "date": _asked("es", "ano fecha dia mes siglo epoca decada periodo momento", r"\bcuando\b"),
        "place": _asked(
            "es",
            "pais ciudad pueblo lugar region estado provincia continente rio municipio capital zona sitio isla",
            r"\b(?:donde|adonde)\b",
        ),
        "name": _asked("es", "nombre apodo titulo", r"\bcomo se (?:llam|denomin)\w+|\bque termino\b"),
        "person": _asked(
            "es",
            "persona president[ea] rey reina emperador principe autora? escritora? compositora? artista pintora? "
            "jugadora? cientific[oa] lider ministr[oa] directora? actor actriz fundadora? propietari[oa] inventora? "
            "jefe general filosof[oa] matematic[oa] fisic[oa]",
            r"\bquien(?:es)?\b",
        ),
        "organisation": _asked(
            "es",
            "organizacion empresa compania institucion agencia ministerio sindicato banco partido equipo "
            "universidad grupo comision consejo asociacion",
        ),
        "reason": r"\bpor que\b|\bcual(?:es)? (?:es|fue|son|era) (?:la|el|las|los) (?:razon|causa|motivo|proposito)\w*",
        "how_to": r"\bcomo\b",
        "list": r"\b(?:cuales|que) (?:son|fueron|eran)\b",
        "definition": r"\bque (?:es|era|fue|significa)\b|\bdefin\w+\b",
        "yes_no": r"^(?:es|son|fue|esta|estan|hay|ha|han|puede|pueden|existe|existen|tiene|tienen)\b",
    },
    "fr": {
        "share": _asked("fr", "pourcentage part proportion taux fraction"),
        "number": _asked(
            "fr",
            "nombre montant prix age taille hauteur population superficie distance duree somme budget effectif "
            "altitude vitesse longueur largeur profondeur poids cout salaire total temperature valeur limite score",
            r"\bcombien\b",
        ),
        "date": _asked("fr", "annee date jour mois siecle epoque decennie periode moment an", r"\bquand\b"),
        "place": _asked(
            "fr",
            "pays ville village lieu region etat province continent fleuve commune capitale endroit ile "
            "departement quartier",
            r"^ou\b|\bd ou\b|\bou (?:est|se|sont|a|ont|peut|vit|vivent)\b",
        ),
        "name": _asked(
            "fr", "nom surnom titre pseudonyme", r"\bcomment .*(?:s appel\w+|se nomm\w+|appel\w+|nomm\w+|surnomm\w+)\b"
        ),
        "person": _asked(
            "fr",
            "personne presidente? roi reine empereur prince princesse auteure? ecrivaine? compositeur compositrice "
            "artiste peintre joueur joueuse scientifique chef ministre directeur directrice acteur actrice fondateur "
            "proprietaire inventeur general philosophe mathematicien physicien personnage entraineur homme femme",
            r"(?:^|\b(?:a|de|par|pour|avec|chez|contre) )qui\b(?! est ce que)|\bqui (?:est|etait|a|sont|ont)\b",
        ),
        "organisation": _asked(
            "fr",
            "organisation entreprise societe institution agence ministere syndicat banque parti equipe universite "
            "groupe commission conseil association compagnie",
        ),
        "reason": r"\bpourquoi\b|\bquelles? (?:est|sont|etait|furent) (?:la|les) (?:raison|cause|motif)s?\b",
        "how_to": r"\bcomment\b",
        "list": r"\bquel(?:le)?s (?:sont|etaient|furent)\b",
        "definition": r"\bqu est ce\b|\bc est quoi\b|\bque (?:signifie|veut dire|designe)\b|\bdefini\w+\b",
        "yes_no": r"^(?:est ce|est|sont|existe|peut|faut|y a)\b",
    },
    "vi": {
        "share": r"phần trăm|tỷ lệ|tỉ lệ|bao nhiêu ?%",
        "date": r"khi nào|bao giờ|năm nào|ngày nào|tháng nào|thời gian nào|lúc nào|thời điểm|thời hạn",
        "number": r"bao nhiêu|\bmấy\b|bao lâu|tối thiểu|tối đa|số lượng",
        "place": r"ở đâu|nơi nào|\bđâu\b|chỗ nào|nước nào|thành phố nào",
        "person": r"^ai\b|\bai\b|\bngười nào\b",
        "organisation": r"(?:đơn vị|cơ quan|tổ chức|phòng|khoa|trường|công ty|bộ phận) nào",
        "reason": r"tại sao|vì sao|lý do|lí do",
        "yes_no": r"\bcó\b.*\bkhông\b|phải không|đúng không|\bkhông\s*\??$",
        "how_to": r"như thế nào|thế nào|làm sao|cách nào|bằng cách|ra sao",
        "definition": r"là gì|là sao|nghĩa là|định nghĩa",
        "list": r"những gì|bao gồm|gồm những|những .* nào|các .* nào",
    },
}
_LETTERS = re.compile(r"[^\W_]+|%")
_COMPILED = {
    language: {kind: re.compile(pattern) for kind, pattern in kinds.items()} for language, kinds in _PATTERNS.items()
}


def kind_of(question: str, language: str) -> Kind:
    """What a question in this language (ISO 639-1 code) asks for; "other" where it is not told by its words."""
    if language == "vi":
        plain = " ".join(question.casefold().rstrip(" ?").split())
    else:
        plain = " ".join(_LETTERS.findall(fold(question)))
    return next((kind for kind, pattern in _COMPILED.get(language, {}).items() if pattern.search(plain)), "other")
