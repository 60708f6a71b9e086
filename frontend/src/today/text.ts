import { words } from "../app/language";

/** Sentences that the pages of the seller's desk share. */
export const deskText = words({
  id: {
    periods: { today: "Hari ini", 7: "7 hari", 30: "30 hari", 90: "90 hari", month: "Bulan ini" },
    period: "Masa", download: "Unduh CSV", downloaded: "Berkas CSV sudah diunduh.",
    product: "Barang", units: "Terjual", revenue: "Omzet", stock: "Stok", all: "Semua",
    notEnough: "Penjualannya belum cukup untuk memperkirakan.",
    partial: "Sebagian perkiraan belum selesai dihitung. Muat lagi sebentar lagi.", reload: "Muat lagi",
  },
  en: {
    periods: { today: "Today", 7: "7 days", 30: "30 days", 90: "90 days", month: "This month" },
    period: "Period", download: "Download CSV", downloaded: "The CSV file has been downloaded.",
    product: "Product", units: "Sold", revenue: "Revenue", stock: "Stock", all: "All",
    notEnough: "There are not enough sales yet for a forecast.",
    partial: "Part of the forecast is not ready yet. Load it again in a moment.", reload: "Load again",
  },
});
