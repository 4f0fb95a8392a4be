# The add-on alone: no development packages, no embedded Postgres. Required: BASE_URL, DATABASE_URL, ACCORD_SECRET_KEYS, and
# ACCORD_TRUSTED_PROXIES (how many reverse proxies stand in front; 0 for none).
# One base for all stages, at an exact version. To pin its content too, read the digest once (`docker buildx imagetools inspect
# node:24.21.0-slim`) and build with `--build-arg NODE_IMAGE=node:24.21.0-slim@sha256:...`.
ARG NODE_IMAGE=node:24.21.0-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages packages
RUN npm ci
COPY tools tools
COPY views views
COPY tsconfig.json tsconfig.build.json atlassian-connect.json ./
COPY src src
COPY migrations migrations
RUN npm run build && npm run sbom

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages packages
RUN npm ci --omit=dev --omit=optional && npm cache clean --force

FROM ${NODE_IMAGE}
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
# What is in here, for whoever asks: CycloneDX.
COPY --from=build /app/sbom.cdx.json ./
COPY package.json atlassian-connect.json ./
COPY packages packages
COPY --from=build /app/views views
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
