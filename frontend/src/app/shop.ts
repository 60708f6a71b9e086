import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { api } from "./api";

/** What the server has written into the page, so that the name stands at once. */
const written = document.querySelector<HTMLMetaElement>("meta[name=application-name]")?.content;

/** The name and the logo of the shop. */
export function useShop(): Pick<Schemas["Shop"], "name" | "logo_url"> {
  const { data } = useQuery({ queryKey: ["shop"], queryFn: () => api.shop.show(), staleTime: Infinity });
  return data ?? { name: written || "Finenice", logo_url: null };
}
