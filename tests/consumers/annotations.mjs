// Makes the annotations of a JSON list on standard input as GitHub's own toolkit does; its folder is named.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const core = await import(pathToFileURL(join(process.argv[2], "lib/core.js")));
for (const { level, message, properties } of JSON.parse(readFileSync(0, "utf8"))) {
    core[level](message, properties);
}
