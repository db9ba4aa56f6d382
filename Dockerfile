# The service with its embedded corpus; the index and nothing else is written, to /app/var.
#
#   docker build --tag verbatim .
#   docker run --read-only --tmpfs /tmp --volume verbatim:/app/var --publish 127.0.0.1:8000:8000 verbatim

FROM python:3.12-slim AS build
WORKDIR /app
COPY requirements/install requirements/runtime.txt requirements/
RUN requirements/install runtime
COPY pyproject.toml README.md LICENSE ./
COPY indexer indexer
COPY service service
COPY templates templates
COPY corpus corpus
# The wheel, as a user would install it; its loops are compiled now, so that no start has to.
RUN .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation . \
    && cd / && /app/.venv/bin/python -m service.search.precompile \
    && /app/.venv/bin/python -m pip uninstall --quiet --yes hatchling editables pip

FROM python:3.12-slim
# OCR of scans: Tesseract with the interface's languages. Add the packs of your documents' languages.
RUN apt-get update -q \
    && apt-get install -qy --no-install-recommends \
        tesseract-ocr tesseract-ocr-osd tesseract-ocr-eng tesseract-ocr-spa tesseract-ocr-fra tesseract-ocr-vie \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/.venv .venv
COPY LICENSE LICENSE
COPY corpus corpus
RUN install --directory --owner=10001 --group=10001 var
ENV PATH="/app/.venv/bin:$PATH" \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    VERBATIM_DATA_DIR=/app/var \
    VERBATIM_CORPUS_DIR=/app/corpus \
    VERBATIM_HOST=0.0.0.0 \
    VERBATIM_PORT=8000
USER 10001:10001
VOLUME /app/var
EXPOSE 8000
HEALTHCHECK --start-period=5m --interval=30s --timeout=5s \
    CMD ["python", "-c", "import os, urllib.request as web; web.urlopen('http://127.0.0.1:' + os.environ['VERBATIM_PORT'] + '/readyz', timeout=4)"]
# An index that is there is served while another is built; a corpus that cannot be built does not end the service.
CMD ["verbatim", "serve", "--build"]
