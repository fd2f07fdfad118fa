import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

import { offline } from "./scripts/vite-offline.mjs";
import { ort } from "./scripts/vite-ort.mjs";

export default defineConfig({
  plugins: [react(), ort(), offline()],
  build: { target: "es2023", sourcemap: false },
  worker: { format: "es" },
});
