"""From an address's raw parameters to a checked, canonical choice of records of a register."""

from dataclasses import replace

from service.registers.register import RegisterSchema
from service.registers.request import PAGE_SIZE, WHOLE_PAGE, RegisterRequest
from service.web.parameters import Pairs, ValueLookup, choice, filters, first, grouped, number

LARGEST_REGISTER_PAGE = 500
LAST_PAGE = 100_000
EVERYTHING = "all"


def read_register(pairs: Pairs, names: ValueLookup, shape: RegisterSchema) -> RegisterRequest:
    """The choice that these parameters make. Raises BadParameter."""
    given = grouped(pairs)
    order = choice(given, "sort", shape.orders) or ""
    everything = choice(given, "show", (EVERYTHING,)) is not None
    return RegisterRequest(
        text=first(given, "q"),
        filters=filters(given, names, shape.facets),
        order="" if order == shape.orders[0] else order,
        group=choice(given, "by", shape.groups) or "",
        page=number(given, "page", default=1, highest=LAST_PAGE),
        page_size=WHOLE_PAGE if everything else PAGE_SIZE,
    )


def read_register_for_programs(pairs: Pairs, names: ValueLookup, shape: RegisterSchema) -> RegisterRequest:
    """The same for programs, which say how many records they want a page. Raises BadParameter."""
    given = tuple(pairs)
    wanted = read_register([pair for pair in given if pair[0] not in ("show", "by")], names, shape)
    size = number(grouped(given), "page_size", default=PAGE_SIZE, highest=LARGEST_REGISTER_PAGE)
    return replace(wanted, page_size=size)
