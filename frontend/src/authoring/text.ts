import type { Schemas } from "finenice-client";
import { words } from "../app/language";

/** Sentences that several pages of authors share. */
export const authoringText = words({
  id: {
    authoring: "Kelola kursus",
    tabs: { label: "Halaman kursus", content: "Isi", learners: "Peserta", figures: "Angka", versions: "Versi" },
    kinds: { text: "Teks", video: "Video", file: "Berkas", quiz: "Kuis" },
    states: { draft: "Draf", published: "Terbit", closed: "Ditutup", deleted: "Dihapus" },
    closed: {
      deleted: "Dihapus", unpublished: "Belum diterbitkan", unlisted: "Tertutup bagi peserta baru", product_not_sold: "Produknya sedang tidak dijual",
    },
    version: (number: number) => `Versi ${number}`,
    save: "Simpan", saved: "Tersimpan.", cancel: "Batal", add: "Tambah", remove: "Buang", up: "Naikkan", down: "Turunkan",
    minutes: (count: number) => `${count} menit`,
    required: "Wajib", optional: "Tidak wajib",
    contents: (count: number) => `${count} materi`,
    sections: (count: number) => `${count} bagian`,
    reason: "Alasan",
    csv: "Unduh CSV",
    moved: (title: string, place: number, count: number, section: string) => `${title} kini nomor ${place} dari ${count} di ${section}.`,
  },
  en: {
    authoring: "Manage courses",
    tabs: { label: "Pages of the course", content: "Contents", learners: "Learners", figures: "Figures", versions: "Versions" },
    kinds: { text: "Text", video: "Video", file: "File", quiz: "Quiz" },
    states: { draft: "Draft", published: "Published", closed: "Closed", deleted: "Deleted" },
    closed: {
      deleted: "Deleted", unpublished: "Not published yet", unlisted: "Closed to new learners", product_not_sold: "Its product isn't sold right now",
    },
    version: (number: number) => `Version ${number}`,
    save: "Save", saved: "Saved.", cancel: "Cancel", add: "Add", remove: "Remove", up: "Move up", down: "Move down",
    minutes: (count: number) => `${count} min`,
    required: "Required", optional: "Optional",
    contents: (count: number) => (count === 1 ? "1 content" : `${count} contents`),
    sections: (count: number) => (count === 1 ? "1 section" : `${count} sections`),
    reason: "Reason",
    csv: "Download CSV",
    moved: (title: string, place: number, count: number, section: string) => `${title} is now ${place} of ${count} in ${section}.`,
  },
});

type State = keyof (typeof authoringText)["id"]["states"];
export const TONES = { draft: "neutral", published: "good", closed: "warning", deleted: "danger" } as const;

export function stateOf(course: Pick<Schemas["Course"], "version" | "closed_because">): State {
  if (course.closed_because === "deleted") return "deleted";
  if (course.version === null) return "draft";
  return course.closed_because ? "closed" : "published";
}
