/** Parts of the till that are loaded once the counter is painted. From then on they render at once, also without a network. */
import { type ComponentType, type ReactNode, Suspense, use } from "react";

export interface Part<Props> {
  (props: Props): ReactNode;
  /** Load the part, unless it is there. */
  load: () => Promise<void>;
  isLoaded: () => boolean;
}

const parts: Part<never>[] = [];

/** Make a component of a module that is loaded by itself. One that could not be loaded is tried again. */
export function part<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>): Part<Props> {
  let Loaded: ComponentType<Props> | undefined;
  let loading: Promise<void> | undefined;
  const loadOnce = () => (loading ??= load().then((module) => { Loaded = module.default; }).catch((error: unknown) => {
    loading = undefined;
    throw error;
  }));
  function Content(props: Props) {
    if (!Loaded) use(loadOnce());
    return Loaded && <Loaded {...props} />;
  }
  const made = Object.assign((props: Props) => <Suspense><Content {...props} /></Suspense>, { load: loadOnce, isLoaded: () => Loaded !== undefined });
  parts.push(made as Part<never>);
  return made;
}

/** Load all parts, one after the other: a cashier may be at work already. */
export async function loadParts(): Promise<void> {
  for (const each of parts) await each.load().catch(() => undefined);
}
