/** Decides first what the Back button does: the listener is there before React Router's. */
export const back: { guard: ((event: PopStateEvent) => void) | null } = { guard: null };
window.addEventListener("popstate", (event) => back.guard?.(event));
