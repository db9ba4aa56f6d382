"""The one table of errors."""

import pytest
from starlette.exceptions import HTTPException

from indexer import errors
from service.web.errors import ERROR_SPECS, error_spec, error_view


def subclasses(kind: type[Exception]) -> set[type[Exception]]:
    """A class's descendants."""
    return {below for child in kind.__subclasses__() for below in {child, *subclasses(child)}}


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (errors.QueryTooLong, 413),
        (errors.BadParameter, 422),
        (errors.NotFound, 404),
        (errors.QueryTimeout, 503),
        (errors.NoIndex, 503),
        (errors.IndexVersionMismatch, 503),
        (errors.CorpusError, 500),
    ],
)
def test_status(kind: type[errors.VerbatimError], status: int) -> None:
    """Each class has its status."""
    assert error_spec(kind("…")).status == status


def test_every_request_error_has_its_own_row() -> None:
    """Every error with which a request can be refused is in the table."""
    assert subclasses(errors.RequestError) | subclasses(errors.IndexUnavailable) <= set(ERROR_SPECS)


def test_codes_differ() -> None:
    """Programs can distinguish errors by their codes."""
    codes = [answer.code for answer in ERROR_SPECS.values()]
    assert len(codes) == len(set(codes))


def test_message_is_kept() -> None:
    """The message of an error of ours reaches the reader."""
    view = error_view(errors.NoIndex("No generation was built yet."))
    assert view.error.message == "No generation was built yet."
    assert view.error.remedy
    assert "make run" in view.error.remedy


def test_router_errors() -> None:
    """Errors of the router have the same shape."""
    view = error_view(HTTPException(status_code=405))
    assert (view.error.status, view.error.code) == (405, "method_not_allowed")


def test_unknown() -> None:
    """An error that is in no table is not passed off as one of ours."""
    with pytest.raises(TypeError, match="KeyError"):
        error_view(KeyError("x"))
