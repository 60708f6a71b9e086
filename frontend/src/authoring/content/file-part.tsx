import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api } from "../../app/api";
import { formatBytes, formatShare, useText, words } from "../../app/language";
import { fieldErrors, sentence } from "../../app/problem";
import { Button } from "../../ui/button";
import { saveBlob } from "../../ui/download";
import { Alert, Progress } from "../../ui/feedback";
import { FileDrop } from "../../ui/file-drop";
import { Download, FileText } from "../../ui/icons";
import { toast } from "../../ui/toast";
import { type ContentDetail, useReload } from "../draft";
import { MAX_BYTES, upload } from "./upload";

const text = words({
  id: {
    choose: "Pilih berkas, atau seret ke sini", replace: "Ganti berkas", hint: "Paling besar 25 MB: PDF, gambar, lembar kerja, apa saja.", sending: (name: string) => `Mengunggah ${name}`,
    stop: "Hentikan", download: "Unduh", tooLarge: (size: string) => `Berkas ini ${size}; paling besar 25 MB. Perkecil dulu, atau bagi menjadi beberapa materi.`, uploaded: "Berkas terunggah.",
  },
  en: {
    choose: "Choose a file, or drop it here", replace: "Replace the file", hint: "At most 25 MB: PDF, pictures, worksheets, anything.", sending: (name: string) => `Uploading ${name}`,
    stop: "Stop", download: "Download", tooLarge: (size: string) => `This file has ${size}; at most 25 MB is allowed. Make it smaller, or split it into several contents.`, uploaded: "The file is uploaded.",
  },
});

/** The file of a content: what is there, and a place for another one. It is stored at once, not with the form. */
export function FilePart({ courseId, content }: { courseId: number; content: ContentDetail }) {
  const t = useText(text);
  const reload = useReload(courseId);
  const [share, setShare] = useState(0);
  const [tooLarge, setTooLarge] = useState<string | null>(null);
  const stop = useRef(new AbortController());
  const sending = useMutation({
    mutationFn: async (file: File) => {
      setShare(0);
      stop.current = new AbortController();
      return upload(courseId, content.id, file, setShare, stop.current.signal);
    },
    onSuccess: async () => {
      await reload();
      toast.done(t.uploaded);
    },
  });
  const take = ([file]: File[]) => {
    if (!file) return;
    setTooLarge(file.size > MAX_BYTES ? t.tooLarge(formatBytes(file.size)) : null);
    if (file.size <= MAX_BYTES) sending.mutate(file);
  };
  const download = useMutation({
    mutationFn: async () => api.courseFiles.downloadDraft(courseId, content.id),
    onSuccess: (blob) => saveBlob(content.file?.name ?? "file", blob),
    onError: (error) => toast.failed(sentence(error)),
  });
  const stopped = stop.current.signal.aborted;
  const failed = tooLarge ?? (sending.error && !stopped ? (fieldErrors(sending.error)["file"] ?? sentence(sending.error)) : null);
  return (
    <div className="stack">
      {content.file && (
        <div className="list">
          <div className="list-row">
            <FileText size={24} className="soft" aria-hidden />
            <div className="grow"><p>{content.file.name}</p><p>{formatBytes(content.file.size)}</p></div>
            <Button icon={Download} busy={download.isPending} onClick={() => download.mutate()}>{t.download}</Button>
          </div>
        </div>
      )}
      {failed && <Alert tone="danger"><p>{failed}</p></Alert>}
      {sending.isPending ? (
        <div className="card stack tight">
          <div className="row between"><p>{t.sending(sending.variables.name)}</p><span className="soft numeric">{formatShare(share, 0)}</span></div>
          <Progress value={share * 100} label={t.sending(sending.variables.name)} />
          <div><Button onClick={() => stop.current.abort()}>{t.stop}</Button></div>
        </div>
      ) : (
        <FileDrop label={content.file ? t.replace : t.choose} hint={t.hint} accept="" onFiles={take} />
      )}
    </div>
  );
}
