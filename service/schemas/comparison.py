"""The JSON of comparisons: a search narrowed to each value of a facet, or to each pair of values of two."""

from collections.abc import Mapping
from typing import Self

from pydantic import Field

from service.schemas.citation import cite
from service.schemas.parts import FragmentSchema, PageSchema, Schema, fragments_of
from service.search.comparison import Comparison, Matrix, Narrowed
from service.search.protocol import Hit, Mode, SearchRequest, Snippet
from service.web.facet_labels import FacetLabels
from service.web.urls import Urls


class ComparedQuerySchema(Schema):
    """The search that is compared."""

    q: str = Field(description="The query as it was searched: its spelling may be corrected.")
    filters: dict[str, list[str]] = Field(description="The filters besides those by the compared facets.")
    mode: Mode = Field(description="Whether totals count passages with all of the words, or with any.")
    words_only: bool

    @classmethod
    def of(cls, request: SearchRequest, mode: Mode) -> Self:
        filters = {facet: list(values) for facet, values in request.filters.items()}
        return cls(q=request.text, filters=filters, mode=mode, words_only=request.words_only)


class SentenceSchema(Schema):
    """A sentence of a passage, word for word."""

    fragments: list[FragmentSchema] = Field(description="The joined texts are verbatim.")
    passage: str = Field(description="The id of its passage.")
    document: str = Field(description="The id of its document.")
    title: str = Field(description="The title of its document.")
    official: bool
    language: str
    pages: list[PageSchema]
    citation: str
    permalink: str

    @classmethod
    def of(cls, hit: Hit, sentence: Snippet, urls: Urls) -> Self:
        passage, document = hit.passage, hit.document
        permalink = urls.permalink(passage.id)
        return cls(
            fragments=fragments_of(sentence),
            passage=passage.id,
            document=document.id,
            title=document.source.title,
            official=document.source.official,
            language=passage.language,
            pages=PageSchema.all_of(passage, document),
            citation=cite(passage, document, permalink).text(permalink),
            permalink=permalink,
        )

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return "".join(fragment["text"] for fragment in self.fragments)


class ComparedSchema(Schema):
    """A search narrowed to values of facets."""

    total: int = Field(description="Its passages that match in the mode of the comparison.")
    others: int = Field(description="In mode all: its passages with some of the words.")
    sentence: SentenceSchema | None = Field(description="The best sentence of its first result; null without one.")
    search: str = Field(description="The URL of the narrowed search.")

    @classmethod
    def of(cls, narrowed: Narrowed, urls: Urls) -> Self:
        hit = narrowed.hit
        return cls(
            total=narrowed.total,
            others=narrowed.others,
            sentence=SentenceSchema.of(hit, narrowed.sentence, urls) if hit and narrowed.sentence else None,
            search=urls.search(narrowed.request),
        )


class ComparedValueSchema(Schema):
    """A value of the compared facet."""

    value: str
    label: str
    language: str = Field(description="The language of the label, where that is a title; else empty.")
    found: ComparedSchema


class CompareResponse(Schema):
    """A search by the values of a facet, those with the most passages first."""

    query: ComparedQuerySchema
    by: str
    label: str
    rows: list[ComparedValueSchema]
    left_out: int = Field(description="The number of further values, which were not compared.")
    generation: str = Field(description="The build of the index that answered.")

    @classmethod
    def of(cls, comparison: Comparison, labels: FacetLabels, urls: Urls) -> Self:
        facet = comparison.facet
        return cls(
            query=ComparedQuerySchema.of(comparison.searched, comparison.mode),
            by=facet,
            label=labels.facet(facet),
            rows=[
                ComparedValueSchema(
                    value=value,
                    label=labels.value(facet, value),
                    language=labels.language(facet, value),
                    found=ComparedSchema.of(narrowed, urls),
                )
                for value, narrowed in comparison.rows
            ],
            left_out=comparison.left_out,
            generation=comparison.generation,
        )


class AxisSchema(Schema):
    """The values of one facet of a matrix, in order."""

    facet: str
    label: str
    values: list[str]
    labels: list[str]
    left_out: int = Field(description="The number of further values, which are not in the matrix.")

    @classmethod
    def of(cls, facet: str, values: tuple[str, ...], left_out: int, labels: FacetLabels) -> Self:
        return cls(
            facet=facet,
            label=labels.facet(facet),
            values=list(values),
            labels=[labels.value(facet, value) for value in values],
            left_out=left_out,
        )


class MatrixResponse(Schema):
    """A search by each pair of values of two facets."""

    query: ComparedQuerySchema
    rows: AxisSchema
    columns: AxisSchema
    cells: list[list[ComparedSchema | None]] = Field(
        description="For each row, a cell for each column; null where no passage has both values."
    )
    generation: str = Field(description="The build of the index that answered.")

    @classmethod
    def of(cls, matrix: Matrix, labels: FacetLabels, urls: Urls) -> Self:
        cells: Mapping[tuple[str, str], Narrowed] = matrix.cells
        return cls(
            query=ComparedQuerySchema.of(matrix.searched, matrix.mode),
            rows=AxisSchema.of(matrix.facets[0], matrix.rows, matrix.left_out[0], labels),
            columns=AxisSchema.of(matrix.facets[1], matrix.columns, matrix.left_out[1], labels),
            cells=[
                [
                    ComparedSchema.of(cells[row, column], urls) if (row, column) in cells else None
                    for column in matrix.columns
                ]
                for row in matrix.rows
            ],
            generation=matrix.generation,
        )
