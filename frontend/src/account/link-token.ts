/** The secret of a link in an e-mail. It is in the fragment, which browsers do not send. */
import { useState } from "react";

export function useLinkToken(): string {
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get("token") ?? "");
  return token;
}
