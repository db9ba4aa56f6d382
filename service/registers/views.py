"""The views of a register: each record is in one of them, and the page opens with the first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from service.registers.request import RegisterPage, RegisterRequest

ALL = "all"
"""The view of all records."""


@dataclass(frozen=True, slots=True)
class Views:
    """The views as the values of a facet, the default first; ALL is the last.

    A request that filters by one of the facets `instead` selects among all records: links to a status or to a kind of
    figure lead to every record that has it.
    """

    facet: str
    names: tuple[str, ...]
    instead: tuple[str, ...] = ()

    @property
    def default(self) -> str:
        """Return the view with which the page opens."""
        return self.names[0]

    def opened(self, request: RegisterRequest) -> RegisterRequest:
        """Return a page's request with the default view, unless it names a view or a facet that is used instead."""
        if any(facet in request.filters for facet in (self.facet, *self.instead)):
            return request
        return replace(request, filters={**request.filters, self.facet: (self.default,)})

    def selected(self, request: RegisterRequest, name: str) -> RegisterRequest:
        """Return a request for the first page of a view."""
        others = {facet: values for facet, values in request.filters.items() if facet != self.facet}
        return replace(request, filters={**others, self.facet: (name,)}, page=1)

    def canonical(self, request: RegisterRequest) -> RegisterRequest:
        """Return a request without the view that a page would open with anyway."""
        others = {facet: values for facet, values in request.filters.items() if facet != self.facet}
        bare = replace(request, filters=others)
        return bare if dict(self.opened(bare).filters) == dict(request.filters) else request

    def current(self, request: RegisterRequest) -> str:
        """Return the view that a request selects; ALL where it selects none or several."""
        selected = request.filters.get(self.facet, (ALL,))
        return selected[0] if len(selected) == 1 else ALL

    def counts(self, page: RegisterPage) -> Mapping[str, int]:
        """Return the number of records in each view."""
        return {each.value: each.count for each in page.facets[self.facet]}
