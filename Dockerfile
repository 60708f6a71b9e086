FROM node:24-slim AS frontend
WORKDIR /build
COPY clients/typescript clients/typescript
COPY frontend frontend
WORKDIR /build/frontend
RUN npm ci && npm run build

FROM python:3.11-slim AS build
WORKDIR /app
RUN python -m venv --without-pip /venv
COPY requirements.txt .
RUN pip --python /venv/bin/python install --no-cache-dir --only-binary :all: -r requirements.txt
# .dockerignore admits only what runs.
COPY . .
RUN rm -r frontend clients && python -m compileall -q .
COPY --from=frontend /build/frontend/dist frontend/dist

FROM python:3.11-slim
# Only DATA_DIR and /tmp are written, so the root file system may be read-only. TMPDIR is not /tmp, because a tmpfs is
# too small for uploads.
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    ENV=production \
    PORT=5000 \
    HOME=/tmp \
    DATA_DIR=/data \
    TMPDIR=/data
COPY --from=build /venv /venv
COPY --from=build /app /app
RUN install -d -m 0700 -o 10001 -g 10001 /data
VOLUME /data
WORKDIR /app
# A number, because Kubernetes can't verify by name that the user is not root.
USER 10001:10001
EXPOSE 5000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/health/ready', timeout=4)"]
CMD ["python", "app.py"]
