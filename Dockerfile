# One image for web, worker, beat and migrate: compose.yaml says which is which, docs/containers.md how it is run. In it is what
# docs/operation.md lays on a bare Debian 12, in the same folders. Build it anew (docker compose build --pull) for Debian's updates.

FROM debian:12-slim AS packages
RUN apt-get update && apt-get install -y --no-install-recommends python3 python3-venv python3-dev gcc libpq-dev
WORKDIR /srv/safety-portal
COPY requirements.lock .
RUN python3 -m venv .venv && .venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

FROM debian:12-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 libpq5 ca-certificates curl \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --user-group --uid 10001 --home-dir /var/lib/safety-portal --shell /usr/sbin/nologin safety-portal \
  && install -d -o safety-portal -g safety-portal -m 700 /var/lib/safety-portal /var/lib/safety-portal/uploads
ENV DJANGO_SETTINGS_MODULE=safety_portal.settings.production PORTAL_VAR=/var/lib/safety-portal PATH=/srv/safety-portal/.venv/bin:$PATH
WORKDIR /srv/safety-portal
COPY --from=packages /srv/safety-portal/.venv .venv
# The code belongs to root: the account that runs it cannot change it.
COPY manage.py gunicorn.conf.py pyproject.toml LICENSE ./
COPY safety_portal safety_portal
COPY coalitions coalitions
COPY plans plans
COPY training training
COPY templates templates
COPY static static
# Production's settings refuse to be read without these; they are gone after the line, and no container starts with them.
RUN python -m compileall -q safety_portal coalitions plans training \
  && SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')" PORTAL_HOSTS=build.example EMAIL_URL=files \
    python manage.py collectstatic --no-input --verbosity 0
USER safety-portal
EXPOSE 8000
CMD ["gunicorn", "safety_portal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "2", "--timeout", "60", \
  "--max-requests", "5000", "--max-requests-jitter", "500"]
