# One image for apps, workers and migrations; the command says which. Behind a mirror of the npm registry:
#   docker build --secret id=npmrc,src=$HOME/.npmrc .
FROM node:24-slim AS build
WORKDIR /app
COPY . .
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm run build

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm install --no-save --omit=dev

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0 PORT=3000 DEMO=0
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/package.json /app/tsconfig.json ./
COPY --from=build /app/prisma prisma
COPY --from=build /app/lib lib
COPY --from=build /app/scripts scripts
COPY --from=build /app/.next/standalone .next/standalone
COPY --from=build /app/.next/worker .next/worker
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
CMD ["npm", "run", "app"]
