import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { api } from "../app/api";

export type Profile = Schemas["OwnProfile"];

export function useProfile() {
  return useQuery({ queryKey: ["profile"], queryFn: () => api.users.showProfile() });
}

/** Return a function that shows the profile as a call has returned it. */
export function useKeepProfile(): (profile: Profile) => void {
  const client = useQueryClient();
  return (profile) => void client.setQueryData(["profile"], profile);
}
