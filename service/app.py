"""The application, put together from its settings. Nothing happens on import."""

import gc
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from indexer.errors import IndexUnavailable
from indexer.settings import MAX_PAGE_SIZE, Settings
from service.answers.answer import Answerer
from service.api import openapi
from service.api import search as api
from service.api.registers import register_router
from service.pages import routes as pages
from service.pages.registers import register_routes
from service.registers.figures import FIGURES
from service.registers.statements import STATEMENTS
from service.registers.store import CurrentRegisters, RegisterType
from service.search.local_engine import EngineLimits, LocalEngine
from service.search.protocol import Engine
from service.state import AppState
from service.web import errors, health
from service.web.cors import CrossOrigin
from service.web.logging import RequestLog
from service.web.rendering import STATIC, Renderer
from service.web.security_headers import SecurityHeadersMiddleware
from service.web.server_errors import ServerErrorMiddleware
from service.web.static_files import asset_routes, read_assets
from service.web.urls import Urls

SMALLEST_ZIPPED = 600
"""Bytes below which compressing an answer gains nothing."""

ZIPPED = 4
"""How hard answers are compressed, from 1 to 9: at 9 it takes twice the time and saves a few bytes in a hundred."""


REGISTERS: tuple[RegisterType[Any], ...] = (STATEMENTS, FIGURES)


def create_app(
    settings: Settings, engine: Engine | None = None, registers: Sequence[RegisterType[Any]] = REGISTERS
) -> FastAPI:
    """The service over `engine`, or over the live generation in the settings' data folder.

    The folder need not exist yet: until there is an index, pages say what to run.
    """
    urls = Urls(settings.base_url)
    chosen = engine or _engine(settings)
    assets = read_assets(STATIC)
    app = FastAPI(
        title=openapi.TITLE,
        description=openapi.DESCRIPTION,
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=partial(lifespan, chosen),
        middleware=[
            Middleware(RequestLog, log_queries=settings.log_queries),
            Middleware(SecurityHeadersMiddleware, framed=errors.EMBED, origins=settings.embed_origins),
            Middleware(CrossOrigin, origins=settings.cors_origins),
            Middleware(GZipMiddleware, minimum_size=SMALLEST_ZIPPED, compresslevel=ZIPPED),
            Middleware(ServerErrorMiddleware),
        ],
    )
    app.state.verbatim = AppState(
        settings=settings,
        engine=chosen,
        answerer=Answerer(chosen),
        registers=CurrentRegisters(settings.data_dir, registers),
        urls=urls,
        renderer=Renderer(urls, assets, registers),
    )
    app.include_router(api.router)
    app.include_router(register_router(registers))
    app.include_router(health.router)
    app.router.routes.extend([*pages.ROUTES, *register_routes(registers), *asset_routes(assets)])
    errors.install(app)
    openapi.describe(app, lambda: chosen.stats().taxonomy)
    return app


@asynccontextmanager
async def lifespan(engine: Engine, _app: FastAPI) -> AsyncIterator[None]:
    """Opens the index before the first request comes, and lets the collector of garbage pass over all that is there.

    Looking at half a million objects, again and again, would stop requests for a tenth of a second each time.
    """
    with suppress(IndexUnavailable):
        await run_in_threadpool(engine.stats)
    gc.collect()
    gc.freeze()
    yield


def _engine(settings: Settings) -> Engine:
    """The engine that the settings name, over their data folder."""
    limits = EngineLimits(settings.query_seconds, MAX_PAGE_SIZE)
    return LocalEngine(settings.data_dir, limits, image=settings.engine == "image")
