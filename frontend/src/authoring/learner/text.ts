import { words } from "../../app/language";

export const learnerText = words({
  id: {
    states: { not_started: "Belum mulai", in_progress: "Sedang belajar", completed: "Selesai", left: "Keluar" },
    contentStates: { locked: "Terkunci", open: "Belum dibuka", started: "Dimulai", satisfied: "Terpenuhi" },
    waived: "Dibebaskan", reasonHint: "Peserta menerima alasan ini lewat surel.", reasonMissing: "Tulis alasannya dulu.",
  },
  en: {
    states: { not_started: "Not started", in_progress: "Learning", completed: "Completed", left: "Left" },
    contentStates: { locked: "Locked", open: "Not opened", started: "Started", satisfied: "Satisfied" },
    waived: "Waived", reasonHint: "The learner gets this reason by e-mail.", reasonMissing: "Write the reason first.",
  },
});

export const STATES = ["not_started", "in_progress", "completed", "left"] as const;
export type State = (typeof STATES)[number];
export const STATE_TONES = { not_started: "neutral", in_progress: "information", completed: "good", left: "warning" } as const;
export const CONTENT_TONES = { locked: "neutral", open: "neutral", started: "information", satisfied: "good" } as const;
