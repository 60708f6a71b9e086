import { useEffect } from "react";
import { useShop } from "./shop";

/** Name the page in the browser's tab: "Keranjang – Toko Sari". */
export function useTitle(title: string | undefined): void {
  const { name } = useShop();
  useEffect(() => {
    document.title = title ? `${title} – ${name}` : name;
  }, [title, name]);
}
