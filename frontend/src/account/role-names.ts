import { words } from "../app/language";

export const roleNames = words({
  id: { buyer: "Pembeli", seller: "Penjual", developer: "Pengembang", admin: "Admin" },
  en: { buyer: "Buyer", seller: "Seller", developer: "Developer", admin: "Admin" },
});
