import { type ReactNode, useRef, useState } from "react";
import { type Icon, Upload } from "./icons";
import "./file-drop.css";

interface FileDropProps {
  label: ReactNode;
  icon?: Icon;
  hint?: ReactNode;
  /** As the attribute of an input, such as "image/*". */
  accept: string;
  multiple?: boolean;
  /** Open the camera on phones. */
  camera?: boolean;
  disabled?: boolean;
  onFiles: (files: File[]) => void;
}

/** A place to drop files, or to choose them. */
export function FileDrop({ label, icon: Symbol = Upload, hint, accept, multiple, camera, disabled, onFiles }: FileDropProps) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) => {
    if (files?.length && !disabled) onFiles([...files].slice(0, multiple ? undefined : 1));
    if (input.current) input.current.value = "";
  };
  return (
    <label
      className={`file-drop ${over ? "over" : ""}`}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); take(event.dataTransfer.files); }}
    >
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        accept={accept}
        multiple={multiple}
        disabled={disabled}
        {...(camera ? { capture: "environment" as const } : {})}
        onChange={(event) => take(event.target.files)}
      />
      <Symbol size={24} aria-hidden />
      <span className="file-drop-label">{label}</span>
      {hint && <span className="hint">{hint}</span>}
    </label>
  );
}
