import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vite";

const here = import.meta.dirname;
const pages = resolve(here, "../src/quoth/web/static");

export default defineConfig({
  root: resolve(here, "dev"),
  publicDir: false,
  base: "./",
  build: {
    outDir: resolve(pages, "built"),
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    license: { fileName: "licences.md" },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: {
        map: resolve(here, "src/map.ts"),
        timeline: resolve(here, "src/timeline.ts"),
        review: resolve(here, "src/review.ts"),
      },
      output: {
        // Names without hashes: the templates name them, and the server sends ETags.
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: (asset) => (asset.names[0]?.includes("worker") ? "maplibre-worker.js" : "[name][extname]"),
      },
    },
  },
  plugins: [
    {
      name: "base-map-in-development",
      configureServer(server) {
        server.middlewares.use("/static/basemap.json", (_request, response) => {
          response.setHeader("Content-Type", "application/json");
          createReadStream(resolve(pages, "basemap.json")).pipe(response);
        });
      },
    },
  ],
});
