FROM node:24-slim

WORKDIR /app
ENV NODE_ENV=production ATTACHE_DB=/data/attache.db
# Else each thread that ever asked for memory keeps some: a tenth of the program's.
ENV MALLOC_ARENA_MAX=2

COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional && npm cache clean --force
COPY LICENSE README.md ./
COPY src ./src
COPY config ./config
COPY prompts ./prompts

RUN mkdir /data && chown node:node /data
USER node
VOLUME /data

HEALTHCHECK --interval=60s --timeout=10s --start-period=30s CMD ["node", "src/attache.js", "doctor", "--health"]

CMD ["node", "--max-semi-space-size=4", "src/attache.js", "start"]
