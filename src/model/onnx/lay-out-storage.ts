import type { Graph, Storage } from "./graph.ts";

/** Where each storage lies, and how long the files are that they lie in. */
export interface StorageLayout {
  readonly places: ReadonlyMap<Storage, { readonly path: string; readonly offset: number }>;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

const alignmentBytes = 64;
/** A storage starts a new file when this one would grow beyond it: one array of several GiB cannot be had everywhere. */
const maxFileBytes = 2 ** 30;

/** Gives every storage of a graph its place, once; further files are `path_1`, `path_2`, … as transformers.js names them. */
export function layOutStorage(graph: Graph, path: string, fileLimitBytes = maxFileBytes): StorageLayout {
  const places = new Map<Storage, { path: string; offset: number }>();
  const files: { path: string; bytes: number }[] = [];
  for (const { data } of graph.initializers) {
    if (data instanceof Uint8Array || places.has(data)) continue;
    let file = files.at(-1);
    let offset = file ? Math.ceil(file.bytes / alignmentBytes) * alignmentBytes : 0;
    if (!file || (offset > 0 && offset + data.bytes > fileLimitBytes)) {
      file = { path: files.length === 0 ? path : `${path}_${files.length}`, bytes: 0 };
      files.push(file);
      offset = 0;
    }
    places.set(data, { path: file.path, offset });
    file.bytes = offset + data.bytes;
  }
  return { places, files };
}

/** Makes the bytes of all storages, one at a time, into the files of the layout. */
export async function fillStorage(
  layout: StorageLayout,
  onFilled: (filledBytes: number) => void = () => {},
): Promise<{ path: string; data: Uint8Array<ArrayBuffer> }[]> {
  const files = layout.files.map(({ path, bytes }) => ({ path, data: new Uint8Array(bytes) }));
  let filledBytes = 0;
  for (const [storage, { path, offset }] of layout.places) {
    const view = await storage.produce();
    if (view.byteLength !== storage.bytes) {
      throw new RangeError(`"${storage.name}" has ${view.byteLength} bytes instead of ${storage.bytes}`);
    }
    const file = files.find((candidate) => candidate.path === path);
    file?.data.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), offset);
    filledBytes += storage.bytes;
    onFilled(filledBytes);
  }
  return files;
}
