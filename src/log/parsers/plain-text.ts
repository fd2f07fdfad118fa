import { type LogParser } from "../parser.ts";
import { baseName, extensionOf, type ProbedFile } from "../source-file.ts";
import { surveyText } from "../text-survey.ts";
import { looksBinary } from "../text-encoding.ts";
import { readTextEntries } from "./text-entries.ts";

/** Plain text, from files or pasted; rules [T1]–[T9]. */
export const plainTextParser: LogParser = {
  source: "text",
  title: "Plain text",
  claim(files) {
    const texts = files.filter(isPlainText);
    return { groups: texts.length > 0 ? [texts] : [], taken: [] };
  },
  async *parse(files, context) {
    for (const file of files) {
      const layout = await surveyText(file, context, false);
      if (layout.isOrderGuessed) yield orderWarning(file);
      yield* readTextEntries(file, context, layout, {
        source: "text",
        isMarkdown: false,
        author: null,
        context: null,
        date: null,
        register: "note",
      });
    }
  },
};

/** [T8] What to say when no date of a file tells day from month. */
export function orderWarning(file: ProbedFile): { readonly kind: "warning"; readonly message: string } {
  const name = baseName(file.path);
  return { kind: "warning", message: `“${name}”: dates like 03/04/2024 were read as 3 April. Look at the samples.` };
}

/** [T9] Text by its content; the extension only keeps out formats that look like text but are none. */
function isPlainText(file: ProbedFile): boolean {
  if (!/^(txt|text|log|)$/.test(extensionOf(file.path)) || looksBinary(file.head)) return false;
  return !/^\s*(<\?xml|<!doctype|<html|%PDF|\{\\rtf)/i.test(file.headText);
}
