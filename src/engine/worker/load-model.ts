import { abortError } from "../../channel/wire-error.ts";
import type { LoadProgress, LoadRequest } from "../engine.ts";
import { EngineError } from "../errors.ts";
import { breathe } from "./breathe.ts";
import { LoadedModel } from "./loaded-model.ts";
import { openModelFiles } from "./model-files.ts";
import { openDecoder } from "./open-decoder.ts";
import { TextTokenizer } from "./tokenizer.ts";

/** Reads, compiles, checks and opens a model. */
export async function loadModel(
  request: LoadRequest,
  signal: AbortSignal,
  emit: (progress: LoadProgress) => void,
): Promise<LoadedModel> {
  const startedAt = performance.now();
  const report = createReporter(emit);
  const files = openModelFiles(request.source, signal, (loaded, total) => report("download", loaded, total));
  const tokenizer = new TextTokenizer(parseJson(await readText(await files.read("tokenizer.json"))));
  const { decoder, facts, downgrades } = await openDecoder(request.device, {
    files,
    runtimeUrl: request.runtimeUrl,
    signal,
    report,
  });
  const { shape } = decoder;
  await breathe();
  if (signal.aborted) {
    await decoder.dispose();
    throw abortError();
  }
  const highestId = Math.max(tokenizer.pieces.length - 1, ...tokenizer.markIds);
  if (highestId >= shape.vocabularySize) {
    await decoder.dispose();
    throw new EngineError(
      "model-damaged",
      `tokenizer.json has a token ${highestId}, but the model only ${shape.vocabularySize} of them.`,
    );
  }
  const info = {
    ...facts,
    name: modelName(request, facts.name),
    architecture: shape.architecture,
    contextTokens: decoder.contextTokens,
    vocabularySize: shape.vocabularySize,
    device: decoder.device,
    downgrades,
    loadMs: performance.now() - startedAt,
  };
  return new LoadedModel(info, tokenizer, decoder);
}

const phases = ["download", "compile", "verify"] as const;

/** Passes progress on so that it never goes back: not to an earlier phase, nor to fewer bytes within one. */
function createReporter(emit: (progress: LoadProgress) => void) {
  let phase: LoadProgress["phase"] = "download";
  let most = 0;
  return (next: LoadProgress["phase"], loadedBytes: number, totalBytes: number | null): void => {
    if (phases.indexOf(next) < phases.indexOf(phase) || (next === phase && loadedBytes < most)) return;
    phase = next;
    most = loadedBytes;
    emit({ phase, loadedBytes, totalBytes });
  };
}

/** The last folder of the address, where the files themselves give no better name. */
function modelName({ source }: LoadRequest, name: string): string {
  if (source.kind !== "url" || name !== "model") return name;
  return source.baseUrl.split("/").findLast((part) => part !== "") ?? name;
}

async function readText(file: Uint8Array | Blob): Promise<string> {
  return file instanceof Blob ? file.text() : new TextDecoder().decode(file);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new EngineError("model-damaged", "tokenizer.json is not JSON.", { cause });
  }
}
