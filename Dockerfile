# The Python and the Debian that the tests run on.
FROM python:3.11-slim-bookworm AS builder

ENV UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_PYTHON=/usr/local/bin/python \
    UV_PYTHON_DOWNLOADS=never

RUN python -m pip install --no-cache-dir --disable-pip-version-check uv==0.13.9

WORKDIR /app

# Dependencies apart: this layer is built again only when the lock file changes.
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-project

COPY README.md LICENSE ./
COPY ingest ingest
COPY indicators indicators
COPY dashboard dashboard
RUN uv sync --locked --no-dev --no-editable


FROM python:3.11-slim-bookworm

LABEL org.opencontainers.image.title="Hulpmonitor" \
      org.opencontainers.image.description="Public figures on violence at home, per Dutch municipality" \
      org.opencontainers.image.licenses="EUPL-1.2" \
      org.opencontainers.image.version="0.1.0"

COPY --from=builder /app/.venv /app/.venv

# A named volume takes over the owner of the directory that it covers.
RUN mkdir /data && chown 65532:65532 /data

# The user has no name and no home; whatever wants to write outside /data finds only /tmp.
ENV PATH=/app/.venv/bin:$PATH \
    HOME=/tmp \
    HULPMONITOR_DATA=/data \
    HULPMONITOR_PORT=8050 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1

USER 65532:65532
WORKDIR /data
VOLUME /data
EXPOSE 8050

# http.client, because urllib would send this through a proxy when the environment names one.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import http.client, os, sys; c = http.client.HTTPConnection('127.0.0.1', int(os.environ['HULPMONITOR_PORT']), timeout=4); c.request('GET', '/healthz'); sys.exit(c.getresponse().status != 200)"]

ENTRYPOINT ["hulpmonitor"]
CMD ["up", "--host", "0.0.0.0", "--demo", "never"]
