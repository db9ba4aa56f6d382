"""The application factory and the health endpoints. Nothing happens on import."""

import asyncio
import gc
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware

from indexer.errors import IndexUnavailable
from indexer.settings import MAX_PAGE_SIZE, Settings
from service.answers.answer import Answerer
from service.api import openapi
from service.api import search as api
from service.api.collection import router as collection_router
from service.api.comparison import router as comparison_router
from service.api.registers import register_router
from service.connections import HeadMiddleware, LoadLimitMiddleware
from service.pages import collection, comparison, crawlers, page_routes, search_files
from service.pages import routes as pages
from service.pages.feeds import feed_routes
from service.pages.registers import register_routes
from service.pictures.gallery import Gallery
from service.registers.figures import FIGURES
from service.registers.statements import STATEMENTS
from service.registers.store import LiveRegisters, RegisterType
from service.search.local_engine import EngineLimits, LocalEngine
from service.search.protocol import Engine
from service.state import AppState, app_state
from service.web import errors
from service.web.errors import ProblemSchema
from service.web.language import LanguageMiddleware
from service.web.logging import RequestLogMiddleware
from service.web.middleware import ApiCORSMiddleware, SecurityHeadersMiddleware, UnexpectedErrorMiddleware
from service.web.rendering import STATIC, Renderer
from service.web.static_files import EMBED_SCRIPT, VersionedStaticFiles
from service.web.urls import Urls

MIN_GZIP_BYTES = 600
"""Compressing a smaller response gains nothing."""

GZIP_LEVEL = 4
"""Level 9 takes twice the time for a few per cent less."""

HEALTH = ThreadPoolExecutor(1, thread_name_prefix="health")
"""The thread of health checks. It starts when it is first used."""

HEALTH_PATHS = ("/healthz", "/readyz")
NOT_COMPRESSED = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/pdf")
"""Types that are compressed already; parts of a file are parts of these bytes."""

NO_STORE = {"Cache-Control": "no-store"}

REGISTERS: tuple[RegisterType[Any], ...] = (STATEMENTS, FIGURES)


def create_app(
    settings: Settings, engine: Engine | None = None, registers: Sequence[RegisterType[Any]] = REGISTERS
) -> FastAPI:
    """Return the service over `engine`, or over the live generation in the settings' data folder.

    The folder need not exist yet: until there is an index, pages say what to run.
    """
    urls = Urls(settings.base_url)
    live_engine = engine or _open_engine(settings)
    static_files = VersionedStaticFiles(STATIC)
    app = FastAPI(
        title=openapi.TITLE,
        description=openapi.DESCRIPTION,
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=partial(lifespan, live_engine),
        redirect_slashes=False,  # such a redirect leads to whatever the Host header names
        middleware=[
            Middleware(RequestLogMiddleware, log_queries=settings.log_queries),
            Middleware(LoadLimitMiddleware, most=settings.concurrency, exempt=HEALTH_PATHS),
            Middleware(HeadMiddleware),
            Middleware(SecurityHeadersMiddleware, framed_path=errors.EMBED, origins=settings.embed_origins),
            Middleware(ApiCORSMiddleware, origins=settings.cors_origins),
            Middleware(
                GZipMiddleware,
                minimum_size=MIN_GZIP_BYTES,
                compresslevel=GZIP_LEVEL,
                exclude_content_types=NOT_COMPRESSED,
            ),
            Middleware(LanguageMiddleware),
            Middleware(UnexpectedErrorMiddleware),
        ],
    )
    live_registers = LiveRegisters(settings.data_dir, registers)
    live_engine.when_replaced(lambda: live_registers.forget(live_engine.info().generation))
    app.state.verbatim = AppState(
        settings=settings,
        engine=live_engine,
        answerer=Answerer(live_engine),
        registers=live_registers,
        urls=urls,
        renderer=Renderer(urls, static_files.versions, registers, static_files.integrity(EMBED_SCRIPT)),
        gallery=Gallery(settings),
    )
    app.include_router(api.router)
    app.include_router(comparison_router)
    app.include_router(collection_router)
    app.include_router(register_router(registers))
    app.include_router(health)
    own = (pages, page_routes, comparison, search_files, collection, crawlers)
    routes = (
        *feed_routes(registers),
        *(route for module in own for route in module.ROUTES),
        *register_routes(registers),
    )
    app.router.routes.extend([*routes, *static_files.routes()])
    errors.add_exception_handlers(app)
    openapi.describe(app, lambda: live_engine.info().taxonomy)
    return app


@asynccontextmanager
async def lifespan(engine: Engine, _app: FastAPI) -> AsyncIterator[None]:
    """Open the index before the first request, and exempt the objects that exist by then from garbage collection.

    Each collection would otherwise scan half a million objects and stop requests for a tenth of a second.
    """
    with suppress(IndexUnavailable):
        await run_in_threadpool(engine.info)
    gc.collect()
    gc.freeze()
    yield


health = APIRouter(tags=["health"])


@health.get("/healthz", summary="Whether the process is running")
async def alive() -> Response:
    """Answer 200 while the process is running, on the event loop: no other request keeps it waiting."""
    return JSONResponse({"status": "ok"}, headers=NO_STORE)


@health.get(
    "/readyz",
    summary="Whether searches can be answered",
    responses={503: {"model": ProblemSchema, "description": "There is no index that can be searched."}},
)
async def ready(request: Request) -> Response:
    """Answer 200 with what is indexed, or 503 with what to do, whatever else waits for a thread."""
    engine = app_state(request).engine
    info = await asyncio.get_running_loop().run_in_executor(HEALTH, engine.info)
    body = {
        "status": "ready",
        "generation": info.generation,
        "documents": len(info.documents),
        "passages": info.passages,
        **({"problem": problem} if (problem := engine.problem()) else {}),
    }
    return JSONResponse(body, headers=NO_STORE)


def _open_engine(settings: Settings) -> Engine:
    """Return the engine that the settings name, over their data folder."""
    limits = EngineLimits(settings.query_seconds, MAX_PAGE_SIZE)
    return LocalEngine(settings.data_dir, limits, image=settings.engine == "image", encoder=settings.encoder)
