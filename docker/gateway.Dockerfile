FROM node:26-bookworm-slim AS build
WORKDIR /app
COPY . .
# The web app is built with everything; what runs is the gateway with its own dependencies.
RUN npm ci && npm run build \
 && npm ci --omit=dev --workspace @morgenkreis/gateway --workspace @morgenkreis/web \
 && rm -rf packages/bench packages/sandbox packages/world

FROM node:26-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app .
# A new volume takes over whose this folder is.
RUN mkdir -p /var/lib/morgenkreis/ledger && chown node:node /var/lib/morgenkreis/ledger
USER node
EXPOSE 3000
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s \
  CMD node -e "fetch('http://127.0.0.1:3000/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
CMD ["node", "--max-semi-space-size=64", "apps/gateway/src/main.ts"]
