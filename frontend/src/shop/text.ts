import { words } from "../app/language";

/** Sentences that several pages of the shop share. */
export const shopText = words({
  id: {
    left: (count: number) => `Sisa ${count}`,
    soldOut: "Habis",
    from: "mulai",
    added: (name: string) => `${name} masuk keranjang.`,
    choose: (name: string) => `Pilih varian ${name}`,
    addOne: (name: string) => `Tambah ${name} ke keranjang`,
    basketFull: "Keranjang sudah penuh. Selesaikan dulu pesanan ini.",
  },
  en: {
    left: (count: number) => `${count} left`,
    soldOut: "Sold out",
    from: "from",
    added: (name: string) => `${name} is in your basket.`,
    choose: (name: string) => `Choose a variant of ${name}`,
    addOne: (name: string) => `Add ${name} to the basket`,
    basketFull: "The basket is full. Finish this order first.",
  },
});
