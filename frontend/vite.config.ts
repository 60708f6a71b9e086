import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { gzipAsync } from "@gfx/zopfli";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type Rolldown } from "vite";

const API = ["/api", "/static", "/docs", "/health", "/openapi.json", "/certificates", "/uploads", "/manifest.webmanifest"];
const COMPRESSIBLE = /\.(js|css|html|svg|json|webmanifest)$/;
const READ_BY_SERVER = ["index.html", "paths.json", "manifest.webmanifest", ".vite/manifest.json"];
const SMALLEST = 200;
const ITERATIONS = 5;

/** Write each text file of the build compressed, too, so that the server need not compress. */
function precompress(): Plugin {
  return {
    name: "precompress",
    async writeBundle({ dir = "" }, bundle) {
      for (const fileName of Object.keys(bundle)) {
        const path = join(dir, fileName);
        const source = readFileSync(path);
        if (!COMPRESSIBLE.test(fileName) || READ_BY_SERVER.includes(fileName) || source.length < SMALLEST) continue;
        writeFileSync(`${path}.br`, brotliCompressSync(source, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
        // Zopfli makes the first load 4 kB smaller than gzip -9.
        writeFileSync(`${path}.gz`, await gzipAsync(source, { numiterations: ITERATIONS }));
      }
    },
  };
}

/** Let the browser compile what every page needs as it arrives, beside the main thread, and not a function at a time at its first call. */
function compileEarly(): Plugin {
  return {
    name: "compile-early",
    generateBundle: {
      // The line must be the first.
      order: "post",
      handler(_, bundle) {
        for (const chunk of Object.values(bundle)) if (chunk.type === "chunk" && chunk.name === "shared") chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`;
      },
    },
  };
}

/** Leave the calls of the client that no page makes, and its queue, out of what every page loads: `api.name.` is nowhere in the sources. */
function leaveOutUnusedCalls(): Plugin {
  const paths = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((path) => /\.tsx?$/.test(path));
  const sources = paths.map((path) => readFileSync(join("src", path), "utf8")).join("\n");
  return {
    name: "leave-out-unused-calls",
    enforce: "pre",
    transform(code, id) {
      // The till imports the queue by its own path.
      if (id.endsWith("typescript/dist/index.js")) return code.replace(/^export \{[^}]*\} from "\.\/(offline|offline_storage|webhooks)\.js";\n/gm, "");
      if (!id.endsWith("typescript/dist/api.js")) return null;
      const used = code.replace(/^ *this\.(\w+) = new \w+Calls\(calls\);\n/gm, (line, name: string) => (sources.includes(`api.${name}.`) ? line : ""));
      return used.replace(/^export class (\w)(\w+)Calls extends Resource \{\n[^]*?^\}\n/gm, (whole, first: string, rest: string) => {
        const isCalled = (method: string) => new RegExp(`\\.${first.toLowerCase()}${rest}\\.${method}\\b`).test(sources);
        // A call that walks through a list makes another one.
        const lists = [...whole.matchAll(/^ {4}(\w+)\(.*\) \{\n.* this\.(\w+)\(\{/gm)].flatMap(([, name = "", other = ""]) => (isCalled(name) ? [other] : []));
        return whole.replace(/^ {4}(\w+)\(.*\) \{\n {8}return .*;\n {4}\}\n/gm, (method, name: string) => (isCalled(name) || lists.includes(name) ? method : ""));
      });
    },
  };
}

/** Leave out what links of React Router prefetch, which its framework mode alone does: 1.4 kB of the first load. */
function leaveOutPrefetching(): Plugin {
  return {
    name: "leave-out-prefetching",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith("react-router/dist/production/lib/dom/lib.js")) return null;
      const found = /return shouldPrefetch && .* : link;/;
      if (!found.test(code)) this.error("the links of React Router have changed");
      return code.replace(found, "return link;");
    },
  };
}

/** Return the files that the till needs, the parts of it that are loaded later among them. */
function tillFiles(bundle: Rolldown.OutputBundle): string[] {
  const found = new Set<string>();
  const visit = (fileName: string, withLater: boolean) => {
    const chunk = bundle[fileName];
    if (chunk?.type !== "chunk" || found.has(fileName)) return;
    found.add(fileName);
    for (const css of chunk.viteMetadata?.importedCss ?? []) found.add(css);
    for (const each of chunk.imports) visit(each, false);
    if (withLater) for (const each of chunk.dynamicImports) visit(each, /\/src\/till\/|\/lean-qr\//.test((bundle[each] as Rolldown.OutputChunk).facadeModuleId ?? ""));
  };
  for (const { fileName, ...each } of Object.values(bundle)) {
    if ("facadeModuleId" in each && /\/src\/till\/(till|display\/display)\.tsx$|\/index\.html$/.test(each.facadeModuleId ?? "")) visit(fileName, /\.tsx$/.test(each.facadeModuleId ?? ""));
  }
  return [...found].sort().map((fileName) => `/${fileName}`);
}

/** Let the service worker differ between builds, so that browsers notice a new version, and tell it the files of the till. */
function versionServiceWorker(): Plugin {
  return {
    name: "version-service-worker",
    generateBundle: {
      // By then Vite has removed chunks that held nothing but styles.
      order: "post",
      handler(_, bundle) {
        const worker = bundle["service-worker.js"];
        if (worker?.type !== "chunk") return;
        const version = createHash("sha256").update(Object.keys(bundle).sort().join()).digest("hex").slice(0, 16);
        worker.code = `const VERSION = "${version}";\nconst TILL_FILES = ${JSON.stringify(tillFiles(bundle))};\n${worker.code}`;
      },
    },
  };
}

/** Tell the server the paths of all pages. */
function writePaths(): Plugin {
  return {
    name: "write-paths",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "paths.json", source: readFileSync("src/paths.json") });
    },
  };
}

export default defineConfig({
  plugins: [react(), compileEarly(), leaveOutUnusedCalls(), leaveOutPrefetching(), versionServiceWorker(), writePaths(), precompress()],
  build: {
    target: "es2022",
    // The tests read from it what each page loads.
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: "index.html", "service-worker": "service-worker.ts" },
      output: {
        codeSplitting: {
          groups: [
            // One file compresses better than several: what every page needs.
            { name: "shared", priority: 2, test: /src\/app\/(routes|shell)\.tsx$|node_modules\/react-dom\// },
            // The counter of the till loads no icons of other pages.
            { name: "counter-icons", priority: 2, test: /lucide-react\/dist\/esm\/icons\/(arrow-left|banknote|camera|check|clock|minus|package-open|tag|wifi-off)\.m?js/ },
            { name: "icons", priority: 1, test: /lucide-react\/dist\/esm\/icons/, minShareCount: 2 },
          ],
        },
        // Short names: the page lists them all.
        chunkFileNames: "assets/[hash:7].js",
        assetFileNames: "assets/[hash:7][extname]",
        entryFileNames: ({ name }) => (name === "service-worker" ? "service-worker.js" : "assets/[name]-[hash].js"),
      },
    },
  },
  server: { proxy: Object.fromEntries(API.map((path) => [path, "http://127.0.0.1:5000"])) },
});
