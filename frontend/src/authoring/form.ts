import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useText } from "../app/language";
import { useUnsavedWarning } from "../app/unsaved";
import { focusUnread } from "../ui/amount-input";
import { useInvalidFocus } from "../ui/invalid-focus";
import { toast } from "../ui/toast";
import { changed, Overlap, saveFields } from "./draft";
import { authoringText } from "./text";

interface Saved<T> {
  values: T;
  revision: number;
}

/** A form of values that others may change, too. `current` is what the page has read last. */
export function useForm<T extends object>(given: {
  current: Saved<T>;
  read: () => Promise<Saved<T>>;
  send: (fields: Partial<T>, ifMatch: string) => Promise<Saved<T>>;
}) {
  const shared = useText(authoringText);
  const [base, setBase] = useState(given.current.values);
  const [mine, setMine] = useState(given.current.values);
  const latest = useRef(given.current);
  const form = useRef<HTMLFormElement>(null);
  const dirty = Object.keys(changed(base, mine)).length > 0;
  useUnsavedWarning(dirty);
  const start = (values: T) => {
    setBase(values);
    setMine(values);
  };
  useEffect(() => {
    if (given.current.revision > latest.current.revision) latest.current = given.current;
    // What nobody is editing follows the draft.
    if (!dirty) start(latest.current.values);
  }, [given.current.revision]);

  const save = useMutation({
    mutationFn: async (sent: { base: T; mine: T }) => saveFields({
      ...sent,
      current: latest.current,
      read: async () => (latest.current = await given.read()),
      send: given.send,
    }),
    onSuccess: (saved, sent) => {
      latest.current = saved;
      setBase(saved.values);
      // What was typed in the meantime stays.
      setMine((now) => ({ ...saved.values, ...changed(sent.mine, now) }));
      toast.done(shared.saved);
    },
  });
  useInvalidFocus(form, save.error);
  const overlap = save.error instanceof Overlap ? save.error.fields : null;
  return {
    form,
    values: mine,
    set: (part: Partial<T>) => setMine((now) => ({ ...now, ...part })),
    /** Change the newest values. */
    update: (change: (now: T) => Partial<T>) => setMine((now) => ({ ...now, ...change(now) })),
    dirty,
    busy: save.isPending,
    error: overlap ? null : save.error,
    overlap,
    save: () => !save.isPending && dirty && !focusUnread(form.current) && save.mutate({ base, mine }),
    /** Save over what others have written, or take theirs. */
    useMine: () => {
      setBase(latest.current.values);
      save.mutate({ base: latest.current.values, mine });
    },
    useTheirs: () => {
      const names = new Set<string>(overlap ?? []);
      setMine((now) => ({ ...now, ...Object.fromEntries(Object.entries(latest.current.values).filter(([name]) => names.has(name))) }));
      setBase((now) => ({ ...now, ...Object.fromEntries(Object.entries(latest.current.values).filter(([name]) => names.has(name))) }));
      save.reset();
    },
    discard: () => {
      start(latest.current.values);
      save.reset();
    },
  };
}
