"""What the answers of the two registers have in common."""

from typing import Self

from pydantic import Field

from service.registers.register_labels import RegisterLabels
from service.registers.request import RegisterPage
from service.schemas.parts import Schema
from service.schemas.search import FacetValueSchema, IgnoredSchema


class RegisterQuerySchema(Schema):
    """The choice of records as it was understood."""

    q: str
    filters: dict[str, list[str]]
    ignored_why: list[IgnoredSchema]
    sort: str
    page: int
    page_size: int = Field(description="Records a page; 0 where all are on one.")

    @classmethod
    def of(cls, found: RegisterPage, names: RegisterLabels) -> Self:
        request = found.request
        return cls(
            q=request.text,
            filters={facet: list(values) for facet, values in request.filters.items()},
            ignored_why=[IgnoredSchema(text=text, reason=reason) for text, reason in found.ignored],
            sort=request.order or names.register.shape.orders[0],
            page=request.page,
            page_size=request.page_size,
        )


def facet_schemas(found: RegisterPage, names: RegisterLabels) -> dict[str, list[FacetValueSchema]]:
    """The facets with the labels of their values."""
    return {
        facet: [
            FacetValueSchema(
                value=count.value, label=names.value(facet, count.value), count=count.count, selected=count.selected
            )
            for count in counts
        ]
        for facet, counts in found.facets.items()
    }
