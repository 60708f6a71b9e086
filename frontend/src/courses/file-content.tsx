import { useEffect, useRef, useState } from "react";
import type { Schemas } from "finenice-client";
import { api } from "../app/api";
import { formatBytes, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { Button } from "../ui/button";
import { saveBlob } from "../ui/download";
import { Alert, Progress } from "../ui/feedback";
import { Download, ExternalLink, FileText, Play } from "../ui/icons";
import type { Visit } from "./progress";
import { Prose } from "./prose";

const text = words({
  id: {
    watch: "Tonton video", watchHint: (host: string) => `Video terbuka di ${host} dalam tab baru. Kembali ke sini sesudah menontonnya, lalu tandai selesai.`,
    download: "Unduh", play: (size: string) => `Putar (${size})`, loading: (percent: number) => `Mengunduh ${percent}%`, resumeAt: (moment: string) => `Lanjut dari ${moment}`,
    stopped: "Unduhan terputus. Coba lagi untuk meneruskannya.", unplayable: "Peramban ini tidak dapat memutar berkas ini. Unduh, lalu buka dengan aplikasi lain.",
    missing: "Berkas ini belum diunggah.", again: "Coba lagi",
  },
  en: {
    watch: "Watch the video", watchHint: (host: string) => `The video opens at ${host} in a new tab. Come back when you have watched it, and mark it as done.`,
    download: "Download", play: (size: string) => `Play (${size})`, loading: (percent: number) => `Downloading ${percent}%`, resumeAt: (moment: string) => `Continue at ${moment}`,
    stopped: "The download stopped. Try again to continue it.", unplayable: "This browser can't play this file. Download it and open it with another app.",
    missing: "This file is not uploaded yet.", again: "Try again",
  },
});

/** A video of another site. Our pages load nothing from there. */
export function VideoContent({ url }: { url: string }) {
  const t = useText(text);
  return (
    <div className="card video-link">
      <a className="button primary large" href={url} target="_blank" rel="noopener noreferrer"><ExternalLink size={18} aria-hidden />{t.watch}</a>
      <p className="soft small">{t.watchHint(new URL(url).hostname)}</p>
    </div>
  );
}

const TYPES: Record<string, string> = {
  mp4: "video/mp4", m4v: "video/mp4", webm: "video/webm", mov: "video/mp4", ogv: "video/ogg",
  mp3: "audio/mpeg", m4a: "audio/mp4", aac: "audio/aac", ogg: "audio/ogg", wav: "audio/wav",
};
const CHUNK_BYTES = 512 * 1024;
/** The file may have been watched to its end even if the last second is silent. */
const END_SECONDS = 1;

const clock = (seconds: number) => `${Math.floor(seconds / 60)}.${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** Load the file in parts: each part that has arrived stays, and the access token may be renewed in between. */
function useFile(courseId: number, contentId: number, size: number) {
  const parts = useRef<Blob[]>([]);
  const [loaded, setLoaded] = useState(0);
  const [isLoading, setLoading] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const stop = useRef<AbortController>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const load = async (): Promise<Blob | undefined> => {
    stop.current = new AbortController();
    setLoading(true);
    setError(null);
    try {
      for (let from = parts.current.reduce((sum, part) => sum + part.size, 0); from < size;) {
        const part = await api.courseFiles.download(courseId, contentId, {
          headers: { Range: `bytes=${from}-${Math.min(size, from + CHUNK_BYTES) - 1}` },
          signal: stop.current.signal,
        });
        parts.current.push(part);
        from += part.size;
        setLoaded(from);
      }
      return new Blob(parts.current);
    } catch (problem) {
      if (!stop.current.signal.aborted) setError(problem);
      return undefined;
    } finally {
      setLoading(false);
    }
  };
  return { load, percent: size ? Math.floor((100 * loaded) / size) : 0, isLoading, error };
}

interface Props {
  courseId: number;
  content: Schemas["PublishedContent"];
  start: number | null;
  isDone: boolean;
  visit: Visit;
  onEnd: () => void;
}

export function FileContent(props: Props) {
  const t = useText(text);
  const { content } = props;
  return (
    <div className="stack">
      {content.html && <Prose html={content.html} />}
      {content.file ? <FileCard {...props} file={content.file} /> : <Alert tone="warning"><p>{t.missing}</p></Alert>}
    </div>
  );
}

function FileCard({ courseId, content, file, start, isDone, visit, onEnd }: Props & { file: Schemas["File"] }) {
  const t = useText(text);
  const download = useFile(courseId, content.id, file.size);
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => () => { if (url) URL.revokeObjectURL(url); }, [url]);
  const type = TYPES[file.name.split(".").pop()?.toLowerCase() ?? ""];
  const resume = start && !isDone ? start : 0;
  const play = async () => {
    const blob = await download.load();
    if (blob && type) setUrl(URL.createObjectURL(new Blob([blob], { type })));
  };
  const save = async () => {
    const blob = await download.load();
    if (blob) saveBlob(file.name, blob);
  };
  return (
    <div className="card stack">
      {url && type && <Media {...{ url, type, visit, onEnd }} start={resume} name={content.title} />}
      <div className="file-row">
        <FileText size={28} strokeWidth={1.5} aria-hidden />
        <div className="grow"><p className="file-name">{file.name}</p><p className="soft small">{formatBytes(file.size)}</p></div>
        {type && !url && (
          <Button look="primary" icon={Play} busy={download.isLoading} onClick={() => void play()}>
            {resume >= END_SECONDS ? t.resumeAt(clock(resume)) : t.play(formatBytes(file.size))}
          </Button>
        )}
        <Button look={type ? "plain" : "primary"} icon={Download} busy={download.isLoading && !type} onClick={() => void save()}>{t.download}</Button>
      </div>
      {download.isLoading && <div role="status"><Progress value={download.percent} label={t.loading(download.percent)} /><p className="soft small">{t.loading(download.percent)}</p></div>}
      {download.error !== null && <Alert tone="danger" action={<Button onClick={() => void (type ? play() : save())}>{t.again}</Button>}><p>{download.percent ? t.stopped : sentence(download.error)}</p></Alert>}
    </div>
  );
}

function Media({ url, type, start, name, visit, onEnd }: { url: string; type: string; start: number; name: string; visit: Visit; onEnd: () => void }) {
  const t = useText(text);
  const [failed, setFailed] = useState(false);
  const media = useRef<HTMLMediaElement>(null);
  const note = () => {
    const { currentTime, duration } = media.current!;
    if (!Number.isFinite(duration) || !duration) return;
    visit.note({ position: Math.round(currentTime * 10) / 10, percent: Math.min(99, Math.floor((100 * currentTime) / duration)) });
  };
  const begin = () => {
    const element = media.current!;
    if (start && start < element.duration - END_SECONDS) element.currentTime = start;
    void element.play().catch(() => undefined);
  };
  const shared = {
    src: url, controls: true, "aria-label": name, onLoadedMetadata: begin, onTimeUpdate: note,
    onSeeked: note, onPause: () => { note(); void visit.report().catch(() => undefined); }, onEnded: onEnd, onError: () => setFailed(true),
  };
  if (failed) return <Alert tone="warning"><p>{t.unplayable}</p></Alert>;
  if (type.startsWith("audio")) return <audio ref={media as React.RefObject<HTMLAudioElement>} className="media" {...shared} />;
  return <video ref={media as React.RefObject<HTMLVideoElement>} className="media" playsInline {...shared} />;
}
