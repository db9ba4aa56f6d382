"""Find what a number counts, in its sentence's words: "306 fishermen", "the Centre (82%)", "the rate is 42%"."""

import re

_AFTER = re.compile(
    r"\s*(?:of the |of |for the |for |among the |among |chez les |chez |pour les |pour le |pour la |pour l'|parmi les |"
    r"de la |de los |de las |de l'|des |du |de |d'|del )?([^.;:,()\d|—]*)"
)
_END = re.compile(
    r"\b(?:is|are|was|were|have|has|had|will|who|which|that|and|by|from|took|take|work|works|were|can|to|remain|remains"
    r"|remained|due|whilst|where|when|because|make|makes|made|comprise|comprised|represent|represents|reside|live|lived|had|received|along|also"
    r"|in|at|on|during|within|throughout|since|directly|while|against|compared|between|among|as|than|but|with|if|when|per"
    r"|es|son|fue|fueron|que|y|por|en|han|ha|est|sont|qui|et|par|dans|ont|a|au|aux|contre|chez|tandis|alors|si|selon"
    r"|tienen?|poseen?|cuentan?|presentan?|representent|totall?ing|de maniere|de manera|de forma"
    r"|con|contra|mientras|sur|out of|segun|respecto|frente)\b"
)
_BEING = frozenset("is are was were es son fue fueron est sont".split())
_DOING = frozenset("work works took take".split())
_SPENT_ON = re.compile(
    r"\s*(?:annually |yearly |an? year |(?:per|each|every) year |par an |al ano )?"
    r"(?:in|for|en|pour|para|of|de|du|des)\b"
)
_TRAILING = re.compile(
    r"(?:\s+(?:and|or|y|e|o|et|ou|the|of|de|des|du|between|entre|avec|with|con|by|par|por|for|pour|para|to|than|n'|n’|ne|no|not))+$"
)
_PREPOSITIONS = frozenset("of in by for de des du par por del".split())
_MAX_WORDS, _MAX_WORDS_BEFORE = 8, 12
_PLURAL_VERB = re.compile(r"(?<=[sx])\s+(?:\w{3,}(?<!m)ent|\w+aient)\b|\s\w+aient\b")
"""A French verb after its subject: "villes demandent"."""
_VERB = re.compile(r"\w{3,}[^m\W]ent")
"""A word that alone is rather a French verb: "(12%) travaillent"."""
_NO_NOUN = ("ly", "ed", "mente")
"""How a word ends that alone is an adverb or a past participle."""
_WHOLE = re.compile(r"\s*\)(?=\s*(?:of|de|des|du|d')(?!\w))")
"""After a share in parentheses: "most (85%) of the boats"."""
_OPENED = re.compile(r"\((?:[^\W\d]+ ){0,2}$")
_OF_THESE = re.compile(r"\s*(?:of (?:them|which|whom)|d'entre (?:eux|elles)|de (?:ellos|ellas))\b")
"""A number of what an earlier one counts."""
_RESPECTIVE = re.compile(r"[^()]*\b(?:respectively|respectivement|respectivamente)\s*\)")
"""Numbers in parentheses, each of which counts another of the words before them."""
_DASHES = frozenset("-–—=")
"""What is between a code and what it stands for."""
_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_EMPTY = frozenset(
    """the this these those that there here it its they their them one ones year years day days month months time
    times per cent percent annual each period more less than respectively las los les des del una une aux sur pour
    para por con que qui dont ans annee annees mois jours anos meses dias fois veces only about over under above below
    ago old overall total national rest others all some such same between entre chez sont inferior superior faible
    ainsi passant puis mostly away points puntos inferieur superieur aged ages
    jan feb mar apr jun jul aug sep sept oct nov dec versus
    beyond every each euros euro dollars dollar francs franc gourdes lempiras pesos point points nivel niveau level
    nationally departamental nacional nationale regional régional écart ecart amounted respectively respectivamente
    respectivement last past recent next dernier derniers dernière dernières
    último última últimos últimas prochain prochains prochaine prochaines additional further
    during within cual cuales quel quels laquelle lesquels lesquelles became become becomes saw see
    anterior anteriores precedent precedents años decades decennies décennies decadas décadas down puisque
    ceux celles celui celle remonte monte constitutes constitute constituye constitue suffer suffers superado
    lasting just run through misma mismo mismas mismos meme memes left
    whereas presque autant across born significa significan signifie signifient
    weekly daily monthly hebdomadaires quotidiennes mensuels semanales diarias mensuales
    autour alrededor around said say later earlier afterwards after spend
    increase decrease rise fall hausse baisse augmentation diminution aumento disminución reducción
    age edad edades old plus it we she il elle ils elles on nous""".split()
)
"""Words that alone say nothing of what is counted."""
_PRONOUN = re.compile(
    r"(?:said|says?|it|they|we|he|she|i|this|that|il|elle|ils|elles|on|nous|ce|cela|c'|esto|este|se|ne|n['’]|no)\b"
    r"|(?:after|before|since|prior|preceding|following|apres|après|avant|después|antes|tras|last|past|derniers?|dernières?|últimos|últimas"
    r"|higher|lower|greater|larger|smaller|less|more|fois|veces|times)\b",
    re.IGNORECASE,
)
_LINKS = re.compile(
    r"(?:[\s(:=–—-]|\b(?:is|are|was|were|of|at|by|to|from|be|been|with|reached|reaches|reach|lies?|exceeded|exceeds|exceed|stood|stands|amounts?|amounted|estimated|totals?"
    r"|totalling|representing|became|becomes|constitutes?|constituent|jusqu|accounting|accounted|accounts|for"
    r"|representa(?:ndo)?|representant|averaging|reaching|passant|allant|variant|ranging|varying"
    r"|going|passing|beyond|rose|fell|increased|decreased|only|about|around|nearly|almost|approximately|over|than|more|less|least|some"
    r"|est|sont|etait|de|du|d|a|au|en|atteint|atteignant|represente|soit|environ|pres|plus|moins|seulement|avec|s'eleve"
    r"|es|son|fue|fueron|era|del|al|con|entre|el|alcanza|alcanzo|representa|equivale|asciende|aproximadamente|mas|menos|cerca"
    r"|que|respectivement|respectivamente|respectively)\b|\b(?:[dl]|jusqu)')+$"
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|ne|be|been|made|make|makes"
    r"|gave|paid|spent|mobilized|allocated|received|est|sont|etait|ont|sera|es|son|fue|fueron|era|ha|han|sera|se|whilst)\b"
)
"""A verb between the words and the number: they are no noun phrase."""
_SHARE_SIGN = re.compile(r"(?:%|per ?cent|por ciento|pour cent|points)$")
_VERB_AFTER_SHARE = re.compile(r"\s+[^\W\d]{2,}(?:ent|ed)\s")
"""A verb: a noun has "of" or "de" between it and the per cent sign."""
_BEING_NEXT = re.compile(r"\s*(?:is|are|was|were|es|son|fue|fueron|est|sont)\b")
"""The number is the subject of a predicate, or belongs to the subject before it."""
_NOUN_PHRASE = re.compile(
    r"\s*(?:(?:the|an?|its|their|our|this|another|each|la|le|les|un|une|el|los|las|una|su|sus|son|sa|ses|leur|leurs|total|average|mean|median)\b"
    r"|l['’]|[A-ZÀ-ÖØ-Þ][\w’'-]*(?!\w)|(?:[^\W\d]\S+\s+)?(?:rate|rates|ratio|share|proportion|number|percentage|level|size|age|index|taux"
    r"|nombre|part|niveau|tasa|número|porcentaje|proporción|nivel|promedio|moyenne)\b)",
)
"""How a noun phrase begins: with an article, a capital or a measure."""
_BARE_NOUN = re.compile(r"\s*(?:[^\s\d]+\s+)?[^\s\d]{4,}\s*$")
_NOUN_LINK = re.compile(r"[(:=–—]|\b(?:of|de|du|del|is|are|was|were|es|son|est|sont)\b|\bd'")
"""What is between a noun without an article and its number; after a verb there is none: "generates US$2 billion"."""
_PLACE = re.compile(
    r"\s*(?:in|at|for|among|with|to|than|of|a|au|aux|dans|en|chez|pour|parmi|avec|entre|para|con|de|du|des)\s+(?=\S)"
)
_BOUNDARY = re.compile(
    r"[.;:,()|\d%]|\b(?:and|or|et|ou|y|o|which|that|who|qui|que|while|where|with|suivie?s? (?:de|du|par)|followed by"
    r"|against|compared|contre|frente|whose|dont|cuyo|cuya|mientras|tandis|puis|then"
    r"|records?|recorded|registered|reported|shows?|showed|consists?|con|avec|posted|affichent?|affichait|presentent?|enregistrent?|detien(?:t|nent)"
    r"|reduc(?:e|es|ed|ing)|reduir[ea]|reducir|connaissent|connait|presentan?|registran?|registraron?|muestran?|tienen?|poseen?|concentran?|reportan?|fcfa|francs|lempiras|dollars|euros)\b"
)
"""The punctuation, conjunctions and verbs that end what the number may be about, going back from it."""
_PERFECT = re.compile(r"\b(?:a|ont|avait|avaient)\s+(?:\w+ment\s+)?[^\W\d]+é\b")
"""A French verb in the perfect tense: "a diminué de 3,8 points"."""


def counted_by(sentence: str, folded: str, start: int, end: int, *, is_money: bool, is_marked: bool = False) -> str:
    """Return what the number at `start` to `end` counts: the words after it, or before it, or none.

    `is_marked` is a number with a unit; one without needs more than a space between it and the noun before it.
    """
    if is_money and not _SPENT_ON.match(folded, end):
        before = _meaningful(_before(sentence, folded, start, is_marked=True))
        return before or _meaningful(_after(sentence, folded, end, is_money=False))
    if _OF_THESE.match(folded, end):
        return ""
    whole = _WHOLE.match(folded, end)
    if (
        whole
        and _OPENED.search(folded, 0, start)
        and (after := _meaningful(_after(sentence, folded, whole.end(), is_money=False)))
    ):
        return after
    after = _meaningful(_after(sentence, folded, end, is_money=is_money))
    if after and not _BEING_NEXT.match(folded, end):
        return after
    if (not is_marked and folded[start].isalpha()) or _RESPECTIVE.match(folded, end):
        return after
    return _meaningful(_before(sentence, folded, start, is_marked=is_marked)) or after


def _meaningful(words: str) -> str:
    """Return the words if one of them names something."""
    is_pronoun = _PRONOUN.match(words) is not None
    parts = [word.lower() for word in _LETTERS.findall(words)]
    is_adverb = len(parts) == 1 and (parts[0].endswith(_NO_NOUN) or _VERB.fullmatch(parts[0]) is not None)
    is_rest = words.startswith("-")
    return words if not (is_pronoun or is_adverb or is_rest) and any(part not in _EMPTY for part in parts) else ""


def _after(sentence: str, folded: str, end: int, *, is_money: bool) -> str:
    """Return the words after the number up to a verb, a preposition of place or the end of the clause."""
    found = _SPENT_ON.match(folded, end) if is_money else None
    counted = _AFTER.match(folded, found.end() if found else end)
    is_verb = _SHARE_SIGN.search(folded, max(0, end - 8), end) and _VERB_AFTER_SHARE.match(folded, end)
    if not counted or is_verb:
        return ""
    first, last = counted.start(1), counted.end(1)
    stop = _END.search(folded, first, last)
    if stop and sentence[first : stop.start()].strip():
        last = stop.start()
    elif stop and stop.group() in _BEING:
        first = stop.end()
        again = _END.search(folded, first, last)
        last = again.start() if again else last
    elif stop and stop.group() in _DOING:
        first = stop.start()
    elif stop:
        return ""
    verb = _PLURAL_VERB.search(folded, first, last)
    last = verb.start() if verb else last
    last -= len(folded[first:last]) - len(_TRAILING.sub("", folded[first:last].rstrip()))
    words = list(_WORD.finditer(sentence, first, last))[:_MAX_WORDS]
    is_code = bool(words) and words[0].group() in _DASHES
    return sentence[words[0].start() : words[-1].end()] if words and not is_code else ""


def _before(sentence: str, folded: str, start: int, *, is_marked: bool) -> str:
    """Return the noun before the number, without what links them: "the Centre" of "the Centre (82%)"."""
    links = _LINKS.search(folded, 0, start)
    last = links.start() if links else start
    first = max((each.end() for each in _BOUNDARY.finditer(folded, 0, last)), default=0)
    perfect = _PERFECT.search(sentence, first, last)
    last = perfect.start() if perfect else last
    place = _PLACE.match(folded, first, last)
    first = place.end() if place else first
    is_joined = links is not None and links.group().isspace() and not is_marked
    is_linked = links is not None and _NOUN_LINK.search(links.group()) is not None
    is_noun = _NOUN_PHRASE.match(sentence, first, last) or (is_linked and _BARE_NOUN.match(sentence, first, last))
    if is_joined or _AUXILIARY.search(folded, first, last) or not is_noun:
        return ""
    verb = _PLURAL_VERB.search(folded, first, last)
    last = verb.start() if verb else last
    last -= len(folded[first:last]) - len(_TRAILING.sub("", folded[first:last].rstrip()))
    words = list(_WORD.finditer(sentence, first, last))[-_MAX_WORDS_BEFORE:]
    while words and words[0].group() in _PREPOSITIONS:
        words = words[1:]
    return sentence[words[0].start() : words[-1].end()] if words else ""
