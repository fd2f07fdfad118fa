import { isDirectoryDropItem, isFileDropItem } from "react-aria-components";
import type { DropZoneProps } from "react-aria-components";

type DropItems = Parameters<NonNullable<DropZoneProps["onDrop"]>>[0]["items"];

/** The files of a drop, those in folders with their path as name. */
export async function filesOf(items: DropItems, folder = ""): Promise<File[]> {
  const files: File[] = [];
  for (const item of items) {
    if (isFileDropItem(item)) {
      const file = await item.getFile();
      files.push(folder === "" ? file : new File([file], `${folder}${file.name}`, file));
    } else if (isDirectoryDropItem(item)) {
      const entries = [];
      for await (const entry of item.getEntries()) entries.push(entry);
      files.push(...(await filesOf(entries, `${folder}${item.name}/`)));
    }
  }
  return files;
}
