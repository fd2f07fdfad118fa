import { ClipboardPaste, FolderOpen, Upload } from "lucide-react";
import { useState } from "react";
import { Button, DropZone, FileTrigger, Label, Text, TextArea, TextField } from "react-aria-components";

import type { ImportInput } from "../../app/import-desk.ts";
import { filesOf } from "./dropped-files.ts";

/** What have you got? Files, a folder, or text to paste. */
export function Offer(properties: { readonly onInput: (input: ImportInput) => void }): React.ReactElement {
  const { onInput } = properties;
  const [isPasting, setPasting] = useState(false);
  const [text, setText] = useState("");
  const choose = (files: FileList | null): void => {
    if (files !== null && files.length > 0) onInput({ kind: "files", files: [...files] });
  };
  return (
    <div className="stack">
      <p className="says" tabIndex={-1}>
        What have you written before? Give me one export, or some notes.
      </p>
      <DropZone
        className="drop"
        aria-label="Drop files or a folder here"
        onDrop={(event) =>
          void filesOf(event.items).then((files) => {
            if (files.length > 0) onInput({ kind: "files", files });
          })
        }
      >
        <Text slot="label" className="drop-label">
          Drop an X archive, Markdown, plain text or JSON lines here
        </Text>
        <div className="row drop-ways">
          <FileTrigger allowsMultiple onSelect={choose}>
            <Button className="button primary">
              <Upload size={17} aria-hidden="true" />
              Choose files
            </Button>
          </FileTrigger>
          <FileTrigger acceptDirectory onSelect={choose}>
            <Button className="button">
              <FolderOpen size={17} aria-hidden="true" />
              Choose a folder
            </Button>
          </FileTrigger>
          <Button className="button" aria-expanded={isPasting} onPress={() => setPasting(!isPasting)}>
            <ClipboardPaste size={17} aria-hidden="true" />
            Paste text
          </Button>
        </div>
      </DropZone>
      {isPasting && (
        <div className="stack">
          <TextField className="field" value={text} onChange={setText}>
            <Label className="field-label">Text that you wrote</Label>
            <TextArea className="input" dir="auto" rows={8} />
          </TextField>
          <div>
            <Button
              className="button primary"
              isDisabled={text.trim() === ""}
              onPress={() => onInput({ kind: "paste", text })}
            >
              Look at this text
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
