"""What the answers of the two registers have in common."""

from pydantic import Field

from service.registers.register_labels import LedgerNames
from service.registers.request import Found
from service.schemas.parts import Shape
from service.schemas.search import FacetValueShape, IgnoredShape


class RegisterQueryShape(Shape):
    """The choice of records as it was understood."""

    q: str
    filters: dict[str, list[str]]
    ignored_why: list[IgnoredShape]
    sort: str
    page: int
    page_size: int = Field(description="Records a page; 0 where all are on one.")

    @classmethod
    def of(cls, found: Found, names: LedgerNames) -> "RegisterQueryShape":
        request = found.request
        return cls(
            q=request.text,
            filters={facet: list(values) for facet, values in request.filters.items()},
            ignored_why=[IgnoredShape(text=text, reason=reason) for text, reason in found.ignored],
            sort=request.order or names.register.shape.orders[0],
            page=request.page,
            page_size=request.page_size,
        )


def facet_shapes(found: Found, names: LedgerNames) -> dict[str, list[FacetValueShape]]:
    """The facets with the labels of their values."""
    return {
        facet: [
            FacetValueShape(
                value=count.value, label=names.value(facet, count.value), count=count.count, selected=count.selected
            )
            for count in counts
        ]
        for facet, counts in found.facets.items()
    }
