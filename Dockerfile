# For a machine where ./kit cannot install what it needs:
#   docker build --tag kitgen .
#   docker run --rm --volume "$PWD:/projet" kitgen build
# On Linux, add --user "$(id -u):$(id -g)" so that output/ belongs to you.
FROM python:3.12-slim

RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd kitgen \
    && install -d -o kitgen /kitgen /projet

# Whoever runs the image has no home in it, and fontconfig wants a place for its cache.
ENV HOME=/tmp
USER kitgen
WORKDIR /kitgen
COPY --chown=kitgen . .
RUN ./kit --version

WORKDIR /projet
ENTRYPOINT ["/kitgen/kit"]
