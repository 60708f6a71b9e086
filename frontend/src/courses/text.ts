/** Sentences that several pages of courses share. */
import { formatNumber, words } from "../app/language";

export const courseText = words({
  id: {
    kinds: { text: "Bacaan", video: "Video", file: "Berkas", quiz: "Kuis" },
    minutes: (minutes: number) => `${formatNumber(minutes)} menit`,
    contents: (count: number) => `${formatNumber(count)} materi`,
    resume: "Lanjutkan", start: "Mulai", completed: "Selesai", optional: "opsional", outline: "Daftar isi",
    states: { locked: "terkunci", open: "belum dibuka", started: "sedang dipelajari", satisfied: "selesai" },
    opensAfter: (title: string) => `Terbuka setelah “${title}”`,
    progress: (percent: number) => `${formatNumber(percent)}% selesai`,
    languages: { id: "Bahasa Indonesia", en: "Bahasa Inggris" } as Record<string, string>,
  },
  en: {
    kinds: { text: "Reading", video: "Video", file: "File", quiz: "Quiz" },
    minutes: (minutes: number) => `${formatNumber(minutes)} min`,
    contents: (count: number) => (count === 1 ? "1 lesson" : `${formatNumber(count)} lessons`),
    resume: "Resume", start: "Start", completed: "Completed", optional: "optional", outline: "Outline",
    states: { locked: "locked", open: "not opened yet", started: "in progress", satisfied: "done" },
    opensAfter: (title: string) => `Opens after “${title}”`,
    progress: (percent: number) => `${formatNumber(percent)}% complete`,
    languages: { id: "Indonesian", en: "English" } as Record<string, string>,
  },
});
