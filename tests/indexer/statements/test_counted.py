"""What a number counts, in its sentence's words."""

import pytest

from indexer.statements.find_figures import find_figures


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("Some 306 fishermen were interviewed.", "fishermen"),
        ("The old port recorded the highest use of nets (5 per cent).", "the highest use of nets"),
        ("Le taux a nettement diminué de 3,8 points.", "Le taux"),
        ("Les barques sont louées, et ont diminué de 3,8 points.", ""),
        ("Las familias tienen un peso importante en el ingreso (4,5%).", "un peso importante en el ingreso"),
        ("Il y avait une baisse de 4 points.", ""),
        ("He stopped two hours later, in the port.", ""),
        ("An average grant of the port between $10,000 and $25,000 is paid.", "An average grant of the port"),
        ("There were 186 reported wrecks—29 more than before.", "reported wrecks"),
        ("The rate is lower in old and new ports (21.8 and 5.5 percent respectively).", ""),
        ("It is higher in old ports, with 27,000 of them in the south.", ""),
        ("The most active (the fishermen with 70 %) of their ports.", "the fishermen"),
        ("Dans le Centre (82%) et le Nord (12%), il pleut.", "le Centre"),
        ("Le taux de chômage est de 4,5% en 2010.", "Le taux de chômage"),
        ("It gave $39 million in incentives to firms.", "incentives"),
        ("Le revenu moyen est de 39 400 francs CFA par mois.", "Le revenu moyen"),
        ("The rate fell, and it reached 12 per cent.", ""),
        ("It lasted for 3 days.", ""),
        ("It began with €2 million in funding.", "funding"),
        ("The response rate of almost 80 per cent is highly satisfactory.", "The response rate"),
        ("El 4,7% son trabajadores familiares y apenas hay otros.", "trabajadores familiares"),
        ("Parmi eux, 30% souhaitent obtenir un nouvel emploi.", ""),
        ("By residence, 76.8 percent borrowed from a trader.", ""),
        ("The board made a landmark $9 million contribution.", "contribution"),
        ("They ended the fight over witchcraft 103.", ""),
        ("Ils sont 12% et ceux des ports 14%.", ""),
        ("Nearly two-thirds (65.5 percent) of the population are at sea.", "population"),
        ("Près de 23% des salariés déclarent avoir un bateau.", "salariés"),
        ("On note que 7,2% et 5,2% ont un bateau.", ""),
        ("The rate rose in the ports and became 54.8 percent, they say.", ""),
        ("Staff may work elsewhere for three days during the week.", ""),
        ("They rent 42.5% del total de la población.", "total de la población"),
        ("Les hommes (47,7%) travaillent plus de 48 heures par semaine.", "Les hommes"),
        ("Coffee generates US$2.6 billion annually in exports.", "exports"),
        ("Income (7 %) and rent are low.", "Income"),
        ("The report called for a reduction of at least 45% by 2030.", "The report called for a reduction"),
        ("Residents use soap (24.8percent) at times.", "Residents use soap"),
    ],
)
def test_what_is_counted(sentence: str, counted: str) -> None:
    """It is the words after the number, else the noun before it; words that name nothing are left out."""
    assert next(iter(find_figures(sentence))).counted == counted
