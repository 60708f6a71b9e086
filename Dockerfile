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
# Tests of packages, and the driver's plug-ins for Kerberos, LDAP and others: a fifth of the size.
RUN pip --python /venv/bin/python install --no-cache-dir --only-binary :all: -r requirements.txt \
    && find /venv -type d -name tests -prune -exec rm -r {} + \
    && rm -r /venv/lib/python3.11/site-packages/mysql/vendor/private \
        /venv/lib/python3.11/site-packages/mysql/vendor/plugin/authentication_*
# .dockerignore admits only what runs.
COPY . .
RUN rm -r frontend clients deploy && python -m compileall -q .
COPY --from=frontend /build/frontend/dist frontend/dist

# nginx with its configuration and the files of the front end: docker build --target proxy .
FROM nginx:1.28-alpine AS proxy
COPY deploy/nginx /etc/nginx/finenice
COPY --from=frontend /build/frontend/dist/assets /srv/finenice/frontend/assets
RUN cp /etc/nginx/finenice/nginx.conf /etc/nginx/nginx.conf \
    && cp /etc/nginx/finenice/upstream-compose.conf /etc/nginx/finenice/upstream.conf \
    && ln -sf /dev/stdout /var/log/nginx/finenice.log \
    && install -d -m 0700 -o 101 -g 101 /var/cache/nginx
USER 101:101
EXPOSE 80 443
HEALTHCHECK --interval=10s --timeout=5s CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1/nginx-health"]
CMD ["nginx", "-g", "daemon off;"]

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
# Process 1 reaps the orphans of the container.
ENTRYPOINT ["python", "-m", "runtime.process_one"]
CMD ["python", "app.py"]
